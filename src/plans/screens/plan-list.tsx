import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { api } from "../../app/web/kit/client.ts";
import { formatDate, lastDay } from "../../app/web/kit/date.ts";
import type { ListColumn } from "../../app/web/kit/list/columns.ts";
import { ListTable } from "../../app/web/kit/list/list-table.tsx";
import { PageHeader } from "../../app/web/kit/page.tsx";
import { useRights } from "../../app/web/kit/rights.ts";
import { EmptyState } from "../../app/web/kit/states.tsx";
import table from "../../app/web/kit/table.module.css";
import { text } from "../../app/web/kit/text.ts";
import classes from "./plan.module.css";

type PlanRow = {
  readonly set: string;
  readonly plan: string;
  readonly version: string;
  readonly name: string;
  readonly currency: string;
  readonly payPeriod: string;
  readonly from: string;
  readonly to: string | null;
  readonly components: number;
  readonly change: number;
};

/** Every version of every plan. */
export function PlanListScreen() {
  const words = text.plans;
  const manages = useRights().reach("plans.manage") !== undefined;
  const add = manages ? (
    <Button className={classes["link"] ?? ""} renderRoot={(props) => <Link to="/plans/new" {...props} />}>
      {words.new}
    </Button>
  ) : null;
  return (
    <>
      <PageHeader title={words.title} lead={words.lead} beside={add} />
      <ListTable
        label={words.title}
        name="plans"
        endpoint={api.plans}
        columns={columns()}
        keyOf={(row: PlanRow) => `${row.set} ${row.plan} ${row.version}`}
        link={({ plan, version, set }) => ({
          to: "/plans/$plan/$version",
          params: { plan, version },
          search: set === "default" ? {} : { set },
        })}
        searchLabel={words.search}
        past
        exported
        empty={
          <EmptyState title={words.empty} action={add}>
            {words.emptyFix}
          </EmptyState>
        }
      />
    </>
  );
}

function columns(): readonly ListColumn<PlanRow>[] {
  const words = text.plans.columns;
  return [
    {
      id: "name",
      title: words.name,
      cell: ({ name, plan }) => (
        <>
          {name} <span className={table["quiet"]}>{plan}</span>
        </>
      ),
      raw: ({ name }) => name,
      sortable: true,
    },
    { id: "version", title: words.version, cell: ({ version }) => version, sortable: true, width: "8rem" },
    { id: "set", title: words.set, cell: ({ set }) => set, sortable: true, filter: { kind: "text" }, width: "8rem" },
    { id: "from", title: words.from, cell: ({ from }) => formatDate(from), sortable: true, filter: { kind: "dates" }, width: "8.5rem" },
    { id: "to", title: words.to, cell: ({ to }) => (to === null ? text.plan.open : lastDay(to)), sortable: true, width: "8.5rem" },
    { id: "currency", title: words.currency, cell: ({ currency }) => currency, width: "6rem", hidden: true },
    { id: "payPeriod", title: words.payPeriod, cell: ({ payPeriod }) => text.plan.says.calendar(payPeriod), width: "8rem" },
    { id: "components", title: words.components, cell: ({ components }) => components, figure: true, sortable: true, width: "8.5rem" },
    { id: "change", title: words.change, cell: ({ change }) => change, figure: true, sortable: true, width: "7rem", hidden: true },
  ];
}
