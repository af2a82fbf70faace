import type { api } from "../../app/web/kit/client.ts";
import { dayColumn, figureColumn, type ListColumn, textColumn } from "../../app/web/kit/list/columns.ts";
import type { RowOf } from "../../app/web/kit/list/list-query.ts";
import { text } from "../../app/web/kit/text.ts";
import { ACTIVITY_KINDS } from "../tables.ts";

export type ActivityRow = RowOf<typeof api.activities>;

const named = textColumn<ActivityRow>;

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
    dayColumn("date", words.date, ({ date }) => date),
    named("opportunityName", words.opportunity, ({ opportunityName, opportunity }) => opportunityName ?? opportunity),
    named("customerName", words.customer, ({ customerName, customer }) => customerName ?? customer),
    { ...named("ownerName", words.by, ({ ownerName, owner }) => ownerName ?? owner), wide: true },
    figureColumn("minutes", words.minutes, ({ minutes }) => minutes),
    { ...named("opportunity", text.opportunity.id, ({ opportunity }) => opportunity), hidden: true },
    { ...named("customer", text.transaction.customerId, ({ customer }) => customer), hidden: true },
    { ...named("owner", text.transaction.ownerId, ({ owner }) => owner), hidden: true },
  ];
}
