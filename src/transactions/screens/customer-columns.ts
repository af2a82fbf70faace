import type { api } from "../../app/web/kit/client.ts";
import type { ListColumn, RowLink } from "../../app/web/kit/list/columns.ts";
import type { RowOf } from "../../app/web/kit/list/list-query.ts";
import { text } from "../../app/web/kit/text.ts";

export type CustomerRow = RowOf<typeof api.customers>;

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

function named(id: string, title: string, of: (row: CustomerRow) => string | null): ListColumn<CustomerRow> {
  return { id, title, cell: (row) => of(row) ?? "", sortable: true, filter: { kind: "text" } };
}
