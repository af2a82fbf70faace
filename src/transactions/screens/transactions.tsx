import { useSuspenseQuery } from "@tanstack/react-query";
import { api } from "../../app/web/kit/client.ts";
import { ListTable } from "../../app/web/kit/list/list-table.tsx";
import { PageHeader } from "../../app/web/kit/page.tsx";
import { sessionQuery } from "../../app/web/kit/queries.ts";
import { useRights } from "../../app/web/kit/rights.ts";
import { EmptyState } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import { keyOfTransaction, transactionColumns, transactionLink } from "./transaction-columns.tsx";

/** Everything that was sold, invoiced, paid or returned, within one's reach. */
export function TransactionsScreen() {
  const words = text.transactions;
  const { reach } = useRights();
  const { currency } = useSuspenseQuery(sessionQuery).data.company;
  return (
    <>
      <PageHeader title={words.title} lead={reach("transactions.read") === "company" ? words.lead : words.leadWithin} />
      <ListTable
        label={words.title}
        name="transactions"
        endpoint={api.transactions}
        columns={transactionColumns(currency)}
        keyOf={keyOfTransaction}
        link={transactionLink}
        searchLabel={words.search}
        past
        exported
        empty={<EmptyState title={words.empty}>{words.emptyFix}</EmptyState>}
      />
    </>
  );
}
