import { Amount } from "../../../app/web/kit/amount.tsx";
import { formatInterval } from "../../../app/web/kit/date.ts";
import type { ListColumn } from "../../../app/web/kit/list/columns.ts";
import table from "../../../app/web/kit/table.module.css";
import { text } from "../../../app/web/kit/text.ts";
import { AttainmentBar } from "./attainment-bar.tsx";
import { StateBadge } from "./state-badge.tsx";
import classes from "./statement-list.module.css";
import type { StatementRow } from "./types.ts";

type Shown = { readonly own: boolean; readonly severalPeriods: boolean; readonly currency: string };

/** Columns of the list of statements. `currency`: the company's, which stands in the head; another one stands beside its amount. */
export function statementColumns({ own, severalPeriods, currency }: Shown): readonly ListColumn<StatementRow>[] {
  const words = text.statements;
  const person: ListColumn<StatementRow> = {
    id: "name",
    title: words.person,
    cell: ({ name, participant }) => (
      <>
        {name} <span className={table["quiet"]}>{participant}</span>
      </>
    ),
    raw: ({ name }) => name,
    sortable: true,
  };
  const period: ListColumn<StatementRow> = {
    id: "period",
    title: words.period,
    cell: (statement) => statement.period,
    sortable: true,
    ...(own ? {} : { width: "7rem" }),
    hidden: !own && !severalPeriods,
  };
  return [
    ...(own ? [period] : [person, period]),
    {
      id: "from",
      title: words.dates,
      cell: ({ from, to }) => <span className={table["quiet"]}>{formatInterval(from, to)}</span>,
      raw: ({ from, to }) => `${from} ${to ?? ""}`,
      sortable: true,
      width: "14.5rem",
      hidden: !own && !severalPeriods,
    },
    {
      id: "attainmentPercent",
      title: words.attainment,
      cell: ({ attainmentPercent }) =>
        attainmentPercent === null ? (
          <span className={table["quiet"]}>{words.noQuota}</span>
        ) : (
          <AttainmentBar percent={attainmentPercent} />
        ),
      raw: ({ attainmentPercent }) => attainmentPercent ?? "",
      sortable: true,
      filter: { kind: "amounts" },
      width: "13rem",
    },
    {
      id: "state",
      title: words.status,
      cell: ({ state, findings }) => (
        <span className={classes["status"]}>
          <StateBadge state={state} />
          {findings > 0 ? <span className={classes["findings"]}>{words.findings(findings)}</span> : null}
        </span>
      ),
      raw: ({ state }) => state,
      sortable: true,
      filter: {
        kind: "choice",
        options: (["draft", "published"] as const).map((value) => ({ value, label: text.statement.states[value] })),
      },
      width: "12rem",
    },
    {
      id: "amount",
      title: words.payIn(currency),
      cell: (statement) => (
        <Amount value={statement.amount} {...(statement.currency === currency ? {} : { currency: statement.currency })} />
      ),
      raw: ({ amount }) => amount,
      sortable: true,
      filter: { kind: "amounts" },
      figure: true,
    },
  ];
}
