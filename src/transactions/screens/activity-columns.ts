import type { api } from "../../app/web/kit/client.ts";
import { formatDate } from "../../app/web/kit/date.ts";
import type { ListColumn } from "../../app/web/kit/list/columns.ts";
import type { RowOf } from "../../app/web/kit/list/list-query.ts";
import { formatDecimal, trimDecimals } from "../../app/web/kit/number.ts";
import { text } from "../../app/web/kit/text.ts";
import { ACTIVITY_KINDS } from "../tables.ts";

export type ActivityRow = RowOf<typeof api.activities>;

export const keyOfActivity = ({ activity }: ActivityRow) => activity;

/** Columns of what was done for customers and deals. */
export function activityColumns(): readonly ListColumn<ActivityRow>[] {
  const words = text.activities;
  return [
    {
      id: "kind",
      title: words.kind,
      cell: ({ kind }) => words.kinds[kind],
      sortable: true,
      width: "8rem",
      filter: { kind: "choice", options: ACTIVITY_KINDS.map((value) => ({ value, label: words.kinds[value] })) },
    },
    {
      id: "date",
      title: words.date,
      cell: ({ date }) => formatDate(date),
      raw: ({ date }) => date,
      sortable: true,
      width: "8rem",
      filter: { kind: "dates" },
    },
    named("opportunityName", words.opportunity, ({ opportunityName, opportunity }) => opportunityName ?? opportunity),
    named("customerName", words.customer, ({ customerName, customer }) => customerName ?? customer),
    { ...named("ownerName", words.by, ({ ownerName, owner }) => ownerName ?? owner), wide: true },
    {
      id: "minutes",
      title: words.minutes,
      cell: ({ minutes }) => (minutes === null ? "" : formatDecimal(trimDecimals(minutes))),
      raw: ({ minutes }) => minutes ?? "",
      figure: true,
      sortable: true,
      filter: { kind: "amounts" },
    },
    { ...named("opportunity", text.opportunity.id, ({ opportunity }) => opportunity), hidden: true },
    { ...named("customer", text.transaction.customerId, ({ customer }) => customer), hidden: true },
    { ...named("owner", text.transaction.ownerId, ({ owner }) => owner), hidden: true },
  ];
}

function named(id: string, title: string, of: (row: ActivityRow) => string | null): ListColumn<ActivityRow> {
  return { id, title, cell: (row) => of(row) ?? "", sortable: true, filter: { kind: "text" } };
}
