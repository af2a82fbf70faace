import { NativeSelect } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect } from "react";
import { Amount } from "../../../app/web/kit/amount.tsx";
import { api } from "../../../app/web/kit/client.ts";
import { ListTable } from "../../../app/web/kit/list/list-table.tsx";
import { changed, type ListSearch } from "../../../app/web/kit/list/search.ts";
import { PageHeader } from "../../../app/web/kit/page.tsx";
import { sessionQuery } from "../../../app/web/kit/queries.ts";
import { useRights } from "../../../app/web/kit/rights.ts";
import { EmptyState } from "../../../app/web/kit/states.tsx";
import { text } from "../../../app/web/kit/text.ts";
import { periodsQuery } from "./queries.ts";
import { keepListSearch } from "./statements-link.tsx";
import { statementColumns } from "./statement-columns.tsx";
import type { StatementRow } from "./types.ts";

const here = getRouteApi("/signed-in/statements");

/** Stands for every period in the address: without it whoever sees others begins with the latest one. */
const ALL = "all";

/** Statements: of everybody whom one sees, or one's own. The filter stands in the address. */
export function StatementListScreen() {
  const own = useRights().reach("statements.read") === "own";
  const periods = useSuspenseQuery(periodsQuery).data.items;
  const search = here.useSearch();
  useEffect(() => keepListSearch(search), [search]);
  const set = search["set"] ?? defaultSet(periods.map((period) => period.set));
  const period = search["period"] ?? (own ? ALL : (periods.find((known) => known.set === set)?.period ?? ALL));
  const { currency } = useSuspenseQuery(sessionQuery).data.company;
  const title = own ? text.shell.myStatements : text.shell.statements;
  const empty = (
    <EmptyState title={text.statements.empty}>{own ? text.statements.emptyRep : text.statements.emptyAdministrator}</EmptyState>
  );
  return (
    <>
      <PageHeader title={title} />
      {periods.length === 0 ? (
        empty
      ) : (
        <ListTable
          label={title}
          name="statements"
          endpoint={api.statements}
          query={(asked) => ({ ...asked, set, period: period === ALL ? undefined : period })}
          columns={statementColumns({ own, severalPeriods: period === ALL, currency })}
          keyOf={(statement: StatementRow) => `${statement.set} ${statement.participant} ${statement.period} ${statement.currency}`}
          link={(statement) => ({
            to: "/statements/$participant/$period",
            params: { participant: statement.participant, period: statement.period },
            search: { ...(statement.set === "default" ? {} : { set: statement.set }), ...otherThan(currency, statement) },
          })}
          totals={({ sums = [] }) =>
            sums.map(({ by, rows, of }) => ({
              key: by,
              label: text.statements.total(rows, Number(of["findings"] ?? 0)),
              cells: { amount: <Amount value={of["amount"] ?? ""} {...otherThan(currency, { currency: by })} /> },
            }))
          }
          exported
          searchLabel={own ? undefined : text.statements.search}
          tools={<PeriodTools set={set} period={period} />}
          empty={empty}
        />
      )}
    </>
  );
}

/** A currency is said where it is not the company's. */
function otherThan(usual: string, { currency }: { readonly currency: string }): { readonly currency?: string } {
  return currency === usual ? {} : { currency };
}

/** The set named "default" where there is one: alternatives live beside it. */
function defaultSet(sets: readonly string[]): string {
  return sets.includes("default") ? "default" : (sets[0] ?? "default");
}

function PeriodTools({ set, period }: { readonly set: string; readonly period: string }) {
  const periods = useSuspenseQuery(periodsQuery).data.items;
  const search = here.useSearch();
  const navigate = here.useNavigate();
  const sets = [...new Set(periods.map((known) => known.set))];
  const change = (parts: ListSearch) => void navigate({ search: changed(search, parts), replace: true });
  return (
    <>
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
