import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Amount } from "../../app/web/kit/amount.tsx";
import { api, bodyOf } from "../../app/web/kit/client.ts";
import { Crumbs } from "../../app/web/kit/crumbs.tsx";
import { DataTable } from "../../app/web/kit/data-table.tsx";
import { formatDate } from "../../app/web/kit/date.ts";
import { formatDecimal } from "../../app/web/kit/number.ts";
import { Facts, PageHeader, Panel, Section } from "../../app/web/kit/page.tsx";
import { PastDay } from "../../app/web/kit/past-day.tsx";
import { RecordHistory } from "../../app/web/kit/record-history.tsx";
import { QueryView } from "../../app/web/kit/states.tsx";
import table from "../../app/web/kit/table.module.css";
import { text } from "../../app/web/kit/text.ts";
import { Credits } from "./credits.tsx";
import { Earnings } from "./earnings.tsx";
import { CustomerLink, PersonLink, ProductLink, TerritoryLink } from "./links.tsx";
import type { TransactionPage } from "./types.ts";

const here = getRouteApi("/signed-in/transactions/$source/$transaction/$line");

/** What was sold, exactly as it was imported, and every cent it earned. */
export function TransactionScreen() {
  const param = here.useParams();
  const query = here.useSearch();
  const transaction = useQuery({
    queryKey: ["transaction", param, query],
    queryFn: () => bodyOf(api.transactions[":source"][":transaction"][":line"].$get({ param, query })),
  });
  return <QueryView query={transaction}>{(data) => <TransactionView transaction={data} />}</QueryView>;
}

function TransactionView({ transaction }: { readonly transaction: TransactionPage }) {
  return (
    <>
      <PageHeader
        above={
          <Crumbs
            trail={[
              { label: text.transactions.title, link: <Link to="/transactions">{text.transactions.title}</Link> },
              { label: transaction.transaction },
            ]}
          />
        }
        title={text.transaction.title(text.line.name(transaction.transaction, transaction.line))}
        lead={`${text.transaction.kinds[transaction.kind]}, ${formatDate(transaction.date)}${transaction.voided ? ` · ${text.transaction.voided}` : ""}`}
        beside={
          <>
            <Amount value={transaction.amount} currency={transaction.currency} size="display" />
            <PastDay />
          </>
        }
      />
      <Panel padded>
        <Facts facts={factsOf(transaction)} />
      </Panel>
      <Section title={text.transaction.earnings}>
        <Earnings earnings={transaction.earnings} />
      </Section>
      <Credits transaction={transaction} />
      {transaction.splits.length > 0 ? <Splits splits={transaction.splits} /> : null}
      {transaction.linked.length > 0 ? <Linked linked={transaction.linked} /> : null}
      <RecordHistory
        endpoint={api.history.transactions[":source"][":transaction"][":line"]}
        param={{ source: transaction.source, transaction: transaction.transaction, line: transaction.line }}
        asOf
        seenBy={transaction.owner === null ? undefined : { participant: transaction.owner, date: transaction.date }}
      />
    </>
  );
}

type Fact = { readonly label: string; readonly value: ReactNode };

/** Blank fields are left out: what the source did not say is not shown as something. */
function factsOf(transaction: TransactionPage) {
  const { customer, customerName, product, productName, territory, territoryName, owner, ownerName } = transaction;
  const words = text.transaction;
  const day = (value: string | null) => (value === null ? null : formatDate(value));
  const figure = (value: string | null) => (value === null ? null : formatDecimal(value));
  const facts: readonly Fact[] = [
    { label: words.owner, value: owner === null ? null : <PersonLink participant={owner} name={ownerName} /> },
    { label: words.position, value: transaction.position },
    { label: words.customer, value: customer === null ? null : <CustomerLink customer={customer} name={customerName} /> },
    { label: words.product, value: product === null ? null : <ProductLink product={product} name={productName} /> },
    { label: words.territory, value: territory === null ? null : <TerritoryLink territory={territory} name={territoryName} /> },
    { label: words.margin, value: figure(transaction.margin) },
    { label: words.quantity, value: figure(transaction.quantity) },
    { label: words.orderDate, value: day(transaction.orderDate) },
    { label: words.invoiceDate, value: day(transaction.invoiceDate) },
    { label: words.paymentDate, value: day(transaction.paymentDate) },
    { label: words.order, value: transaction.order },
    { label: words.original, value: transaction.original },
    ...transaction.attributes.map(({ name, value }) => ({ label: name, value })),
    { label: words.source, value: transaction.source },
    { label: words.change, value: text.statement.dataAsOf(transaction.change) },
  ];
  return facts.flatMap(({ label, value }) => (value === null || value === "" ? [] : [{ label, value }]));
}

function Splits({ splits }: { readonly splits: TransactionPage["splits"] }) {
  return (
    <Section title={text.transaction.splits}>
      <Panel>
        <table className={table["table"]}>
          <thead>
            <tr>
              <th scope="col">{text.transaction.party}</th>
              <th scope="col">{text.transaction.kind}</th>
              <th scope="col">{text.transaction.role}</th>
              <th scope="col" className={table["figure"]}>
                {text.transaction.share}
              </th>
            </tr>
          </thead>
          <tbody>
            {splits.map(({ kind, party, role, share }) => (
              <tr key={`${kind} ${party} ${role}`}>
                <td>
                  <Link to="/people/$participant" params={{ participant: party }} className={table["link"]}>
                    {party}
                  </Link>
                </td>
                <td>{kind}</td>
                <td>{role}</td>
                <td className={table["figure"]}>{text.person.shareOf(share)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Panel>
    </Section>
  );
}

/** The original of a return or payment, and what was returned or paid of this line. */
function Linked({ linked }: { readonly linked: TransactionPage["linked"] }) {
  const words = text.transaction;
  return (
    <Section title={words.linked}>
      <DataTable
        rows={linked}
        keyOf={({ transaction, line }) => `${transaction} ${line}`}
        empty=""
        columns={[
          {
            title: words.name,
            cell: ({ source, transaction, line }) => (
              <Link to="/transactions/$source/$transaction/$line" params={{ source, transaction, line }} className={table["link"]}>
                {text.line.name(transaction, line)}
              </Link>
            ),
          },
          { title: words.relation, cell: ({ relation }) => words.relations[relation] },
          { title: words.kind, cell: ({ kind }) => words.kinds[kind], wide: true },
          { title: words.date, cell: ({ date }) => formatDate(date) },
          { title: words.amount, cell: ({ amount, currency }) => <Amount value={amount} currency={currency} />, figure: true },
        ]}
      />
    </Section>
  );
}
