import type { api } from "../../app/web/kit/client.ts";
import { type ListColumn, type RowLink, textColumn } from "../../app/web/kit/list/columns.ts";
import type { RowOf } from "../../app/web/kit/list/list-query.ts";
import { text } from "../../app/web/kit/text.ts";

export type CustomerRow = RowOf<typeof api.customers>;

const named = textColumn<CustomerRow>;

export const keyOfCustomer = ({ customer }: CustomerRow) => customer;

export const customerLink: RowLink<CustomerRow> = ({ customer }) => ({ to: "/customers/$customer", params: { customer } });

/** Columns of the list of customers. */
export function customerColumns(): readonly ListColumn<CustomerRow>[] {
  const words = text.customer;
  return [
    named("name", words.name, ({ name, customer }) => name ?? customer),
    { ...named("customer", words.id, ({ customer }) => customer), width: "9rem" },
    named("segment", words.segment, ({ segment }) => segment),
    named("territoryName", words.territory, ({ territoryName, territory }) => territoryName ?? territory),
    { ...named("territory", text.transaction.territoryId, ({ territory }) => territory), hidden: true },
  ];
}
