import { Amount } from "../../app/web/kit/amount.tsx";
import type { api } from "../../app/web/kit/client.ts";
import { dayColumn, figureColumn, type ListColumn, type RowLink, textColumn } from "../../app/web/kit/list/columns.ts";
import type { RowOf } from "../../app/web/kit/list/list-query.ts";
import table from "../../app/web/kit/table.module.css";
import { text } from "../../app/web/kit/text.ts";
import { TRANSACTION_KINDS } from "../tables.ts";

export type TransactionRow = RowOf<typeof api.transactions>;

const dated = dayColumn<TransactionRow>;
const figure = figureColumn<TransactionRow>;
const named = textColumn<TransactionRow>;

export const keyOfTransaction = ({ source, transaction, line }: TransactionRow) => `${source} ${transaction} ${line}`;

export const transactionLink: RowLink<TransactionRow> = ({ source, transaction, line }) => ({
  to: "/transactions/$source/$transaction/$line",
  params: { source, transaction, line },
});

/** Columns of the list of transactions. `currency`: the company's; another one stands beside its amount. */
export function transactionColumns(currency: string): readonly ListColumn<TransactionRow>[] {
  const words = text.transaction;
  return [
    {
      id: "transaction",
      title: words.name,
      cell: ({ transaction, line, voided }) => (
        <>
          {text.line.name(transaction, line)}
          {voided ? <span className={table["quiet"]}> {words.voidedShort}</span> : null}
        </>
      ),
      raw: ({ transaction }) => transaction,
      sortable: true,
      width: "11rem",
      filter: { kind: "text" },
    },
    dated("date", words.date, ({ date }) => date),
    {
      id: "kind",
      title: words.kind,
      cell: ({ kind }) => words.kinds[kind],
      sortable: true,
      width: "7rem",
      filter: { kind: "choice", options: TRANSACTION_KINDS.map((value) => ({ value, label: words.kinds[value] })) },
    },
    named("customerName", words.customer, ({ customerName, customer }) => customerName ?? customer),
    named("productName", words.product, ({ productName, product }) => productName ?? product),
    { ...named("ownerName", words.owner, ({ ownerName, owner }) => ownerName ?? owner), width: "10rem", wide: true },
    {
      id: "amount",
      title: words.amountIn(currency),
      cell: (row) => <Amount value={row.amount} {...(row.currency === currency ? {} : { currency: row.currency })} />,
      raw: ({ amount }) => amount,
      figure: true,
      sortable: true,
      filter: { kind: "amounts" },
    },
    { ...named("territoryName", words.territory, ({ territoryName, territory }) => territoryName ?? territory), hidden: true },
    { ...figure("quantity", words.quantity, ({ quantity }) => quantity), hidden: true },
    { ...figure("margin", words.margin, ({ margin }) => margin), hidden: true },
    { ...dated("orderDate", words.orderDate, ({ orderDate }) => orderDate), hidden: true },
    { ...dated("invoiceDate", words.invoiceDate, ({ invoiceDate }) => invoiceDate), hidden: true },
    { ...dated("paymentDate", words.paymentDate, ({ paymentDate }) => paymentDate), hidden: true },
    { ...named("position", words.position, ({ position }) => position), hidden: true },
    { ...named("original", words.original, ({ original }) => original), hidden: true },
    { ...named("source", words.source, ({ source }) => source), hidden: true },
    { ...named("owner", words.ownerId, ({ owner }) => owner), hidden: true },
    { ...named("customer", words.customerId, ({ customer }) => customer), hidden: true },
    { ...named("product", words.productId, ({ product }) => product), hidden: true },
    { ...named("territory", words.territoryId, ({ territory }) => territory), hidden: true },
  ];
}
