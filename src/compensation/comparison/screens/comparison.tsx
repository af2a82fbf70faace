import { Button, TextInput } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Amount } from "../../../app/web/kit/amount.tsx";
import { DataTable } from "../../../app/web/kit/data-table.tsx";
import { ExportTool } from "../../../app/web/kit/list/tools.tsx";
import { formatCount } from "../../../app/web/kit/number.ts";
import { Panel, Section } from "../../../app/web/kit/page.tsx";
import { QueryView } from "../../../app/web/kit/states.tsx";
import { text } from "../../../app/web/kit/text.ts";
import { Causes } from "./causes.tsx";
import classes from "./comparison.module.css";
import { DifferenceRow } from "./difference-row.tsx";
import { comparisonQuery, differencesPath, differencesQuery } from "./queries.ts";
import type { ComparisonPage } from "./types.ts";

/** A calculation against what was published before it: totals with their causes, the changed inputs, and everybody who is paid otherwise. */
export function Comparison({ calculation }: { readonly calculation: number }) {
  const words = text.comparison;
  const query = useQuery(comparisonQuery(calculation));
  return (
    <>
      <QueryView query={query}>
        {({ before, totals, changes }) => (
          <>
            <Section title={before.length === 0 ? words.titleFirst : words.title(before.map((base) => `#${base.calculation}`).join(", "))}>
              <Totals totals={totals} />
            </Section>
            {changes.length > 0 ? <ChangedInputs changes={changes} /> : null}
          </>
        )}
      </QueryView>
      <Differences calculation={calculation} />
    </>
  );
}

function Differences({ calculation }: { readonly calculation: number }) {
  const [search, setSearch] = useState("");
  const words = text.comparison;
  const query = useInfiniteQuery(differencesQuery(calculation, search));
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section
      title={words.people}
      beside={
        <span className={classes["tools"]}>
          <TextInput
            aria-label={text.statements.search}
            placeholder={text.statements.search}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
          <ExportTool pathOf={(format) => differencesPath(calculation, search, format)} />
        </span>
      }
    >
      <QueryView query={query}>
        {() =>
          items.length === 0 ? (
            <p className={classes["quiet"]}>{words.nothing}</p>
          ) : (
            <Panel>
              <ul className={classes["list"]}>
                {items.map((item) => (
                  <DifferenceRow key={`${item.participant} ${item.period} ${item.currency}`} calculation={calculation} difference={item} />
                ))}
              </ul>
            </Panel>
          )
        }
      </QueryView>
      {query.hasNextPage ? (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {words.more}
        </Button>
      ) : null}
    </Section>
  );
}

function Totals({ totals }: { readonly totals: ComparisonPage["totals"] }) {
  const words = text.comparison;
  return (
    <div className={classes["totals"]}>
      {totals.map((total) => (
        <Panel key={total.currency} padded>
          <dl className={classes["figures"]}>
            <Figure label={words.before} value={total.before} />
            <Figure label={words.after} value={total.after} />
            <Figure label={words.difference(total.currency)} value={total.difference} />
          </dl>
          <p className={classes["quiet"]}>{words.changed(total.changed, total.statements, total.people)}</p>
          <Causes causes={total.causes} />
        </Panel>
      ))}
    </div>
  );
}

function Figure({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <Amount value={value} size="large" />
      </dd>
    </div>
  );
}

function ChangedInputs({ changes }: { readonly changes: ComparisonPage["changes"] }) {
  const words = text.comparison;
  return (
    <Section title={words.changes}>
      <DataTable
        rows={changes}
        keyOf={({ table }) => table}
        empty=""
        columns={[
          { title: words.table, cell: ({ table }) => words.tables[table] ?? table },
          { title: words.rows.added, cell: ({ added }) => formatCount(added), figure: true },
          { title: words.rows.changed, cell: ({ changed }) => formatCount(changed), figure: true },
          { title: words.rows.voided, cell: ({ voided }) => formatCount(voided), figure: true },
          {
            title: words.examples,
            cell: ({ examples }) =>
              examples
                .slice(0, 4)
                .map(({ key }) => key)
                .join("; "),
            wide: true,
          },
        ]}
      />
    </Section>
  );
}
