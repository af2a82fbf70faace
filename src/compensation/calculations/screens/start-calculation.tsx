import { Button, Modal } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useEffect, useState } from "react";
import { api, bodyOf, done } from "../../../app/web/kit/client.ts";
import { FormMessage, SelectField } from "../../../app/web/kit/fields.tsx";
import { fieldOf, useSubmission } from "../../../app/web/kit/form.ts";
import { useRights } from "../../../app/web/kit/rights.ts";
import { TaskProgress } from "../../../app/web/kit/task-progress.tsx";
import { text } from "../../../app/web/kit/text.ts";
import { periodsQuery } from "../../statements/screens/queries.ts";
import classes from "./calculation.module.css";

const ASKED_EVERY_MS = 1000;

/** Calculates a draft, for whoever may, shows how far it is, and opens it. */
export function StartCalculation() {
  const [open, setOpen] = useState(false);
  const [task, setTask] = useState<number>();
  const submission = useSubmission();
  const periods = useQuery(periodsQuery).data?.items ?? [];
  const words = text.calculation;
  if (useRights().reach("calculations.manage") === undefined) return null;
  const sets = [...new Set(["default", ...periods.map(({ set }) => set)])];
  const names = [...new Set(periods.map(({ period }) => period))];
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const json = { set: fieldOf(form, "set"), period: fieldOf(form, "period") };
    void submission.submit(async () => setTask((await bodyOf(api.calculations.$post({ json }))).task));
  };
  return (
    <>
      <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {words.calculate}
      </Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={words.calculateDraft}
        closeButtonProps={{ "aria-label": text.toast.close }}
        centered
      >
        {task === undefined ? (
          <form onSubmit={send} className={classes["start"]}>
            <SelectField
              submission={submission}
              name="period"
              label={text.calculations.period}
              data={[{ value: "*", label: text.calculations.allPeriods }, ...names]}
            />
            <SelectField submission={submission} name="set" label={text.calculations.set} data={sets} />
            <FormMessage submission={submission} />
            <Button type="submit" loading={submission.pending}>
              {words.calculate}
            </Button>
          </form>
        ) : (
          <Progress task={task} />
        )}
      </Modal>
    </>
  );
}

function Progress({ task }: { readonly task: number }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const param = { task: String(task) };
  const { data } = useQuery({
    queryKey: ["task", task],
    queryFn: () => bodyOf(api.tasks[":task"].$get({ param })),
    refetchInterval: (query) => ((query.state.data?.finishedAt ?? null) === null ? ASKED_EVERY_MS : false),
  });
  const calculation = data?.state === "done" ? data.result?.["calculation"] : undefined;
  useEffect(() => {
    if (typeof calculation !== "number") return;
    void client.invalidateQueries({ queryKey: ["calculations"] });
    void navigate({ to: "/calculations/$calculation", params: { calculation: String(calculation) } });
  }, [calculation, client, navigate]);
  if (!data) return null;
  const { text: said, done: count, total } = data.progress;
  return (
    <>
      <TaskProgress
        task={{ state: data.state, progress: { text: said, done: count, total: total ?? 0 } }}
        cancel={() => done(api.tasks[":task"].cancel.$post({ param }))}
      />
      {data.problem ? <p role="alert">{data.problem.detail}</p> : null}
    </>
  );
}
