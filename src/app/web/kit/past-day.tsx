import { Button, Popover, TextInput } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api, bodyOf } from "./client.ts";
import { formatDate } from "./date.ts";
import { fieldOf } from "./form.ts";
import classes from "./past-day.module.css";
import { text } from "./text.ts";

/** Asks for a day in the past: the page then shows what was known at its end (`asOf` in the address). */
export function PastDay() {
  const navigate = useNavigate();
  const [opened, setOpened] = useState(false);
  const [problem, setProblem] = useState<string>();
  const show = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const day = fieldOf(new FormData(event.currentTarget), "day");
    if (day === "") return;
    const { change } = await bodyOf(api.changes.on.$get({ query: { day } }));
    if (change === 0) return setProblem(text.pastDay.nothingYet(formatDate(day)));
    setProblem(undefined);
    setOpened(false);
    await navigate({ to: ".", search: (search: Readonly<Record<string, unknown>>) => ({ ...search, asOf: String(change) }) });
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconHistory size={16} stroke={1.7} aria-hidden="true" />}
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          {text.pastDay.open}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={text.pastDay.label}>
        <form className={classes["form"]} onSubmit={(event) => void show(event)}>
          <TextInput type="date" name="day" label={text.pastDay.label} required withAsterisk={false} error={problem} data-autofocus />
          <Button type="submit">{text.pastDay.show}</Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
