import { api } from "../../app/web/kit/client.ts";
import { ListTable } from "../../app/web/kit/list/list-table.tsx";
import { PageHeader } from "../../app/web/kit/page.tsx";
import { useRights } from "../../app/web/kit/rights.ts";
import { EmptyState } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import { customerColumns, customerLink, keyOfCustomer } from "./customer-columns.ts";

/** Who buys: all customers, or those of the transactions within one's reach. */
export function CustomersScreen() {
  const words = text.customers;
  const { reach } = useRights();
  return (
    <>
      <PageHeader title={words.title} lead={reach("customers.read") === "company" ? words.lead : words.leadWithin} />
      <ListTable
        label={words.title}
        name="customers"
        endpoint={api.customers}
        columns={customerColumns()}
        keyOf={keyOfCustomer}
        link={customerLink}
        searchLabel={words.search}
        past
        exported
        empty={<EmptyState title={words.empty}>{words.emptyFix}</EmptyState>}
      />
    </>
  );
}
