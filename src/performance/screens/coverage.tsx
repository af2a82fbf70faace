import { Link } from "@tanstack/react-router";
import { Amount } from "../../app/web/kit/amount.tsx";
import { DataTable } from "../../app/web/kit/data-table.tsx";
import { formatDate } from "../../app/web/kit/date.ts";
import { formatCount } from "../../app/web/kit/number.ts";
import { Facts, Section } from "../../app/web/kit/page.tsx";
import { text } from "../../app/web/kit/text.ts";
import classes from "./home.module.css";
import type { Coverage } from "./types.ts";

/** Whether coverage is complete: what nobody stands for. */
export function CoveragePart({ coverage: { unowned, transactions, territories, seats } }: { readonly coverage: Coverage }) {
  const words = text.home;
  return (
    <>
      <Section title={words.coverage}>
        <Facts
          facts={[
            { label: words.unowned, value: formatCount(unowned) },
            { label: words.uncovered, value: territories.length === 0 ? words.none : territories.join(", ") },
            { label: words.vacant, value: seats.length === 0 ? words.none : seats.join(", ") },
          ]}
        />
      </Section>
      <Section
        title={words.unowned}
        beside={<span className={classes["quiet"]}>{words.latestOf(formatCount(transactions.length), formatCount(unowned))}</span>}
      >
        <DataTable
          rows={transactions}
          keyOf={({ source, transaction, line }) => `${source} ${transaction} ${line}`}
          empty={words.noUnowned}
          columns={[
            {
              title: text.line.transaction,
              cell: ({ source, transaction, line, kind }) => (
                <>
                  <Link to="/transactions/$source/$transaction/$line" params={{ source, transaction, line }} className={classes["link"]}>
                    {text.line.name(transaction, line)}
                  </Link>
                  <div className={classes["quiet"]}>{kind}</div>
                </>
              ),
            },
            { title: text.line.date, cell: ({ date }) => formatDate(date) },
            { title: words.customer, cell: ({ customer }) => customer, wide: true },
            {
              title: words.value,
              cell: ({ amount, currency }) => <Amount value={amount} {...(currency === null ? {} : { currency })} />,
              figure: true,
            },
          ]}
        />
      </Section>
    </>
  );
}
