import { Amount } from "../../app/web/kit/amount.tsx";
import type { api } from "../../app/web/kit/client.ts";
import { dayColumn, type ListColumn, type RowLink, textColumn } from "../../app/web/kit/list/columns.ts";
import type { RowOf } from "../../app/web/kit/list/list-query.ts";
import { text } from "../../app/web/kit/text.ts";

export type OpportunityRow = RowOf<typeof api.opportunities>;

const dated = dayColumn<OpportunityRow>;
const named = textColumn<OpportunityRow>;

const OUTCOMES = ["open", "won", "lost"] as const;

export const keyOfOpportunity = ({ opportunity }: OpportunityRow) => opportunity;

export const opportunityLink: RowLink<OpportunityRow> = ({ opportunity }) => ({
  to: "/opportunities/$opportunity",
  params: { opportunity },
});

/** Columns of the list of opportunities. `currency`: the company's; another one stands beside its value. */
export function opportunityColumns(currency: string): readonly ListColumn<OpportunityRow>[] {
  const words = text.opportunity;
  return [
    named("name", words.name, ({ name, opportunity }) => name ?? opportunity),
    { ...named("customerName", words.customer, ({ customerName, customer }) => customerName ?? customer), width: "12rem" },
    { ...named("stage", words.stage, ({ stage }) => stage), width: "9rem" },
    {
      id: "outcome",
      title: words.outcome,
      cell: ({ outcome }) => words.outcomes[outcome],
      sortable: true,
      width: "6rem",
      filter: { kind: "choice", options: OUTCOMES.map((value) => ({ value, label: words.outcomes[value] })) },
    },
    { ...named("ownerName", words.owner, ({ ownerName, owner }) => ownerName ?? owner), width: "9rem", wide: true },
    dated("closed", words.closed, ({ closed }) => closed),
    {
      id: "amount",
      title: words.valueIn(currency),
      cell: ({ amount, currency: own }) =>
        amount === null ? "" : <Amount value={amount} {...(own === currency ? {} : { currency: own })} />,
      raw: ({ amount }) => amount ?? "",
      figure: true,
      sortable: true,
      filter: { kind: "amounts" },
    },
    { ...dated("opened", words.opened, ({ opened }) => opened), hidden: true },
    { ...named("productName", words.product, ({ productName, product }) => productName ?? product), hidden: true },
    { ...named("opportunity", words.id, ({ opportunity }) => opportunity), hidden: true },
    { ...named("owner", text.transaction.ownerId, ({ owner }) => owner), hidden: true },
    { ...named("customer", text.transaction.customerId, ({ customer }) => customer), hidden: true },
    { ...named("product", text.transaction.productId, ({ product }) => product), hidden: true },
  ];
}
