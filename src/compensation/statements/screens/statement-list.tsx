import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useInfiniteQuery, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Amount } from "../../../app/web/kit/amount.tsx";
import { PageHeader, Panel } from "../../../app/web/kit/page.tsx";
import { useRights } from "../../../app/web/kit/rights.ts";
import { EmptyState, QueryView } from "../../../app/web/kit/states.tsx";
import table from "../../../app/web/kit/table.module.css";
import { text } from "../../../app/web/kit/text.ts";
import { periodsQuery, statementsQuery } from "./queries.ts";
import classes from "./statement-list.module.css";
import { StatementTableRow } from "./statement-table-row.tsx";

const here = getRouteApi("/signed-in/statements");

/** Statements: of everybody or of those who report to one, or one's own. The filter stands in the address. */
export function StatementListScreen() {
  const others = useRights().reach("statements.read") !== "own";
  const periods = useSuspenseQuery(periodsQuery).data.items;
  const search = here.useSearch();
  const set = search.set ?? defaultSet(periods.map((period) => period.set));
  const period = search.period ?? (others ? periods.find((known) => known.set === set)?.period : undefined);
  const filter = {
    set,
    ...(period === undefined || period === ALL ? {} : { period }),
    ...(search.search ? { search: search.search } : {}),
  };
  const statements = useInfiniteQuery(statementsQuery(filter));
  const title = others ? text.shell.statements : text.shell.myStatements;
  if (periods.length === 0)
    return (
      <>
        <PageHeader title={title} />
        <EmptyState title={text.statements.empty}>{others ? text.statements.emptyAdministrator : text.statements.emptyRep}</EmptyState>
      </>
    );
  return (
    <>
      <PageHeader title={title} beside={<Filter set={set} period={period ?? ALL} />} />
      <QueryView query={statements}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          const totals = pages[0]?.totals ?? [];
          if (items.length === 0) return <EmptyState title={text.statements.noMatch}>{text.statements.noMatchFix}</EmptyState>;
          const count = totals.reduce((sum, total) => sum + total.statements, 0);
          return (
            <>
              <Panel>
                <table className={table["table"]}>
                  <thead>
                    <tr>
                      <th scope="col">{others ? text.statements.person : text.statements.period}</th>
                      <th scope="col" className={table["widest"]}>
                        {text.statements.dates}
                      </th>
                      <th scope="col" className={table["wide"]}>
                        {text.statements.attainment}
                      </th>
                      <th scope="col" className={table["wide"]}>
                        {text.statements.status}
                      </th>
                      <th scope="col" className={table["figure"]}>
                        {totals.length === 1 ? text.statements.payIn(totals[0]?.currency ?? "") : text.statements.pay}
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {items.map((statement) => (
                      <StatementTableRow
                        key={`${statement.set} ${statement.participant} ${statement.period} ${statement.currency}`}
                        statement={statement}
                        showsPerson={others}
                        showsPeriod={period === undefined || period === ALL}
                        showsCurrency={totals.length > 1}
                      />
                    ))}
                  </tbody>
                  <tfoot>
                    {totals.map((total) => (
                      <tr key={total.currency}>
                        <th scope="row">{text.statements.total(total.statements, total.withFindings)}</th>
                        <td className={table["widest"]} />
                        <td className={table["wide"]} />
                        <td className={table["wide"]} />
                        <td className={table["figure"]}>
                          <Amount value={total.amount} {...(totals.length > 1 ? { currency: total.currency } : {})} />
                        </td>
                      </tr>
                    ))}
                  </tfoot>
                </table>
              </Panel>
              {statements.hasNextPage ? (
                <div className={classes["more"]}>
                  <Button variant="default" loading={statements.isFetchingNextPage} onClick={() => void statements.fetchNextPage()}>
                    {text.statements.more(items.length, count)}
                  </Button>
                </div>
              ) : null}
            </>
          );
        }}
      </QueryView>
    </>
  );
}

/** Stands for every period in the address: without it an administrator begins with the latest one. */
const ALL = "all";

/** The set named "default" where there is one: alternatives live beside it. */
function defaultSet(sets: readonly string[]): string {
  return sets.includes("default") ? "default" : (sets[0] ?? "default");
}

function Filter({ set, period }: { readonly set: string; readonly period: string }) {
  const others = useRights().reach("statements.read") !== "own";
  const periods = useSuspenseQuery(periodsQuery).data.items;
  const search = here.useSearch();
  const navigate = here.useNavigate();
  const sets = [...new Set(periods.map((known) => known.set))];
  const change = (changed: { readonly set?: string; readonly period?: string; readonly search?: string }) =>
    void navigate({ search: { ...search, ...changed }, replace: true });
  return (
    <>
      {others ? (
        <TextInput
          aria-label={text.statements.search}
          placeholder={text.statements.search}
          value={search.search ?? ""}
          onChange={(event) => change({ search: event.currentTarget.value })}
          className={classes["search"] ?? ""}
        />
      ) : null}
      {sets.length > 1 ? (
        <NativeSelect
          aria-label={text.statements.set}
          value={set}
          data={sets}
          onChange={(event) => change({ set: event.currentTarget.value })}
        />
      ) : null}
      <NativeSelect
        aria-label={text.statements.period}
        value={period}
        data={[
          { value: ALL, label: text.statements.allPeriods },
          ...periods.filter((known) => known.set === set).map((known) => ({ value: known.period, label: known.period })),
        ]}
        onChange={(event) => change({ period: event.currentTarget.value })}
      />
    </>
  );
}
