import { Button, Modal } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useEffect, useState } from "react";
import { api, bodyOf, done } from "../../../app/web/kit/client.ts";
import { formatInterval } from "../../../app/web/kit/date.ts";
import { FormMessage, SelectField } from "../../../app/web/kit/fields.tsx";
import { fieldOf, useSubmission } from "../../../app/web/kit/form.ts";
import { useRights } from "../../../app/web/kit/rights.ts";
import { EmptyState, QueryView } from "../../../app/web/kit/states.tsx";
import { TaskProgress } from "../../../app/web/kit/task-progress.tsx";
import { text } from "../../../app/web/kit/text.ts";
import { nextPeriod } from "../periods/periods.ts";
import classes from "./calculation.module.css";
import { calculationPeriodsQuery } from "./queries.ts";
import { ALL_PERIODS } from "./statements-of.ts";

const ASKED_EVERY_MS = 1000;

/** Calculates a draft, for whoever may, shows how far it is, and opens it. */
export function StartCalculation() {
  const [open, setOpen] = useState(false);
  const [task, setTask] = useState<number>();
  const words = text.calculation;
  if (useRights().reach("calculations.manage") === undefined) return null;
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
        {task === undefined ? <WhatToCalculate started={setTask} /> : <Progress task={task} />}
      </Modal>
    </>
  );
}

/** The plan sets and periods for which there is something to calculate; the newest that has ended and is not published is chosen. */
function WhatToCalculate({ started }: { readonly started: (task: number) => void }) {
  const found = useQuery(calculationPeriodsQuery);
  return <QueryView query={found}>{({ sets }) => <PeriodForm sets={sets} started={started} />}</QueryView>;
}

type Sets = Awaited<ReturnType<NonNullable<typeof calculationPeriodsQuery.queryFn>>>["sets"];

function PeriodForm({ sets, started }: { readonly sets: Sets; readonly started: (task: number) => void }) {
  const words = text.calculation;
  const submission = useSubmission();
  const [chosen, setChosen] = useState(sets[0]?.set ?? "");
  const periods = sets.find(({ set }) => set === chosen)?.periods ?? [];
  const [first, last] = [periods.at(-1), periods[0]];
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const json = { set: chosen, period: fieldOf(new FormData(event.currentTarget), "period") };
    void submission.submit(async () => started((await bodyOf(api.calculations.$post({ json }))).task));
  };
  if (sets.length === 0) return <EmptyState title={words.noPlan} action={<Link to="/plans/new">{words.toNewPlan}</Link>} />;
  return (
    <form onSubmit={send} className={classes["start"]}>
      {sets.length > 1 ? (
        <SelectField
          submission={submission}
          name="set"
          label={text.calculations.set}
          data={sets.map(({ set }) => set)}
          value={chosen}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
      ) : null}
      {first && last ? (
        <SelectField
          key={chosen}
          submission={submission}
          name="period"
          label={text.calculations.period}
          defaultValue={nextPeriod(periods) ?? (periods.length > 1 ? ALL_PERIODS : last.period)}
          data={[
            ...periods.map((period) => ({ value: period.period, label: labelOf(period) })),
            ...(periods.length > 1 ? [{ value: ALL_PERIODS, label: words.allOf(periods.length, first.period, last.period) }] : []),
          ]}
        />
      ) : (
        <EmptyState title={words.noPeriod} action={<Link to="/imports/new">{words.toImport}</Link>} />
      )}
      <FormMessage submission={submission} />
      <Button type="submit" loading={submission.pending} disabled={periods.length === 0}>
        {words.calculate}
      </Button>
    </form>
  );
}

function labelOf({ period, from, to, transactions, complete, published }: Sets[number]["periods"][number]): string {
  const words = text.calculation;
  const state = [...(complete ? [] : [words.periodRuns]), ...(published ? [words.periodPublished] : [])];
  return [words.periodOf(period, formatInterval(from, to), transactions), ...state].join(", ");
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
