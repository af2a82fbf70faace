import { Button, Modal } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api, bodyOf } from "../../app/web/kit/client.ts";
import { Crumbs } from "../../app/web/kit/crumbs.tsx";
import { formatDate, lastDay } from "../../app/web/kit/date.ts";
import { FormMessage, TextField } from "../../app/web/kit/fields.tsx";
import { fieldOf, useSubmission } from "../../app/web/kit/form.ts";
import type { ListColumn } from "../../app/web/kit/list/columns.ts";
import { ListTable } from "../../app/web/kit/list/list-table.tsx";
import { PageHeader } from "../../app/web/kit/page.tsx";
import { useRights } from "../../app/web/kit/rights.ts";
import { EmptyState } from "../../app/web/kit/states.tsx";
import table from "../../app/web/kit/table.module.css";
import { text } from "../../app/web/kit/text.ts";
import { toastDone } from "../../app/web/kit/toast.ts";
import classes from "./plan.module.css";
import { planQuery } from "./queries.ts";

const here = getRouteApi("/signed-in/plans/$plan/$version/people");

type SeatRow = {
  readonly participant: string;
  readonly name: string;
  readonly position: string;
  readonly title: string;
  readonly version: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly start: string;
};

/** Who is on a plan, in which seat, from when to when; and for plans that take listed seats, putting one on. */
export function PlanSeatsScreen() {
  const { plan, version } = here.useParams();
  const { set } = here.useSearch();
  const words = text.planSeats;
  const found = useQuery(planQuery({ plan, version, ...(set === undefined ? {} : { set }) })).data;
  const manages = useRights().reach("plans.manage") !== undefined;
  const takesListed = found?.document.assigned.some(({ listed }) => listed === true) ?? false;
  const name = found?.document.name ?? plan;
  const planLink = (
    <Link to="/plans/$plan/$version" params={{ plan, version }} search={set === undefined ? {} : { set }}>
      {name}
    </Link>
  );
  return (
    <>
      <PageHeader
        above={
          <Crumbs
            trail={[
              { label: text.plan.all, link: <Link to="/plans">{text.plan.all}</Link> },
              { label: name, link: planLink },
              { label: text.plan.people },
            ]}
          />
        }
        title={words.title(name)}
        beside={manages && takesListed ? <AssignSeat plan={plan} /> : null}
      />
      <ListTable
        label={words.title(name)}
        name="plan-seats"
        endpoint={api["plan-seats"]}
        query={(asked) => ({ ...asked, plan, set })}
        columns={columns()}
        keyOf={(row: SeatRow) => `${row.participant} ${row.position} ${row.start}`}
        link={({ participant }) => ({ to: "/people/$participant", params: { participant } })}
        searchLabel={words.search}
        exported
        empty={<EmptyState title={words.empty}>{words.emptyFix}</EmptyState>}
      />
    </>
  );
}

function columns(): readonly ListColumn<SeatRow>[] {
  const words = text.planSeats.columns;
  return [
    {
      id: "name",
      title: words.name,
      cell: ({ name, participant }) => (
        <>
          {name} <span className={table["quiet"]}>{participant}</span>
        </>
      ),
      raw: ({ name }) => name,
      sortable: true,
    },
    { id: "position", title: words.position, cell: ({ position }) => position, sortable: true },
    { id: "title", title: words.title, cell: ({ title }) => title, sortable: true },
    { id: "version", title: words.version, cell: ({ version }) => version, sortable: true, filter: { kind: "text" }, width: "8rem" },
    {
      id: "from",
      title: words.from,
      cell: ({ from }) => (from === null ? text.plan.open : formatDate(from)),
      sortable: true,
      filter: { kind: "dates" },
      width: "9rem",
    },
    { id: "to", title: words.to, cell: ({ to }) => (to === null ? text.plan.open : lastDay(to)), sortable: true, width: "9rem" },
  ];
}

/** Puts a seat on a plan that takes listed seats, or changes its last day. */
function AssignSeat({ plan }: { readonly plan: string }) {
  const [open, setOpen] = useState(false);
  const submission = useSubmission();
  const client = useQueryClient();
  const words = text.planSeats;
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const json = {
      plan,
      position: fieldOf(form, "position").trim(),
      from: fieldOf(form, "from") || null,
      to: fieldOf(form, "to") || null,
      reason: fieldOf(form, "reason"),
    };
    void submission.submit(async () => {
      await bodyOf(api["plan-assignments"].$post({ json }));
      await client.invalidateQueries({ queryKey: ["plan-seats"] });
      setOpen(false);
      toastDone(words.assigned);
    });
  };
  return (
    <>
      <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {words.assign}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={words.assign} withCloseButton={false} centered>
        <form onSubmit={send} className={classes["publish"]}>
          <p className={classes["sentence"]}>{words.assignHelp}</p>
          <TextField submission={submission} name="position" label={words.seat} required />
          <TextField submission={submission} name="from" label={words.from} type="date" />
          <TextField submission={submission} name="to" label={words.to} type="date" />
          <TextField submission={submission} name="reason" label={words.reason} required />
          <FormMessage submission={submission} />
          <div className={classes["bar"]}>
            <Button variant="default" onClick={() => setOpen(false)}>
              {text.confirm.cancel}
            </Button>
            <Button type="submit" loading={submission.pending}>
              {words.assign}
            </Button>
          </div>
        </form>
      </Modal>
    </>
  );
}
