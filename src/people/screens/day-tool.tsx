import { TextInput } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { today } from "../../app/web/kit/date.ts";
import { text } from "../../app/web/kit/text.ts";

/** The day that a page of people and seats is looked at: `on` of the address, today without it. */
export function DayTool() {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const { on } = search;
  const look = (day: string) =>
    void navigate({
      to: ".",
      search: (present: Readonly<Record<string, unknown>>) => ({ ...present, on: day === "" ? undefined : day }),
      replace: true,
    });
  return (
    <TextInput
      type="date"
      aria-label={text.people.on}
      title={text.people.on}
      value={typeof on === "string" ? on : today()}
      onChange={(event) => look(event.currentTarget.value)}
    />
  );
}
