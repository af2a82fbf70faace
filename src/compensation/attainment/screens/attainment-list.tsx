import { NativeSelect } from "@mantine/core";
import { queryOptions, skipToken, useQuery, type UseQueryResult, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Amount } from "../../../app/web/kit/amount.tsx";
import { Chart } from "../../../app/web/kit/chart/chart.tsx";
import { api, bodyOf } from "../../../app/web/kit/client.ts";
import type { ListColumn } from "../../../app/web/kit/list/columns.ts";
import { ListTable } from "../../../app/web/kit/list/list-table.tsx";
import { changed } from "../../../app/web/kit/list/search.ts";
import { formatCount } from "../../../app/web/kit/number.ts";
import { PageHeader, Panel } from "../../../app/web/kit/page.tsx";
import { useRights } from "../../../app/web/kit/rights.ts";
import { EmptyState, FailureState, LoadingState } from "../../../app/web/kit/states.tsx";
import table from "../../../app/web/kit/table.module.css";
import { text } from "../../../app/web/kit/text.ts";
import { AttainmentBar } from "../../statements/screens/attainment-bar.tsx";
import { periodsQuery } from "../../statements/screens/queries.ts";
import classes from "./attainment.module.css";

const here = getRouteApi("/signed-in/attainment");

type AttainmentRow = {
  readonly set: string;
  readonly period: string;
  readonly participant: string;
  readonly name: string;
  readonly place: number;
  readonly plan: string;
  readonly position: string;
  readonly measure: string;
  readonly window: string;
  readonly amount: string;
  readonly quota: string | null;
  readonly attainmentPercent: string | null;
  readonly credits: number;
};

/** What each person has reached of each quota in a pay period, and how that is spread; for reps their own, period by period. */
export function AttainmentScreen() {
  const words = text.attainmentList;
  const rights = useRights();
  const own = rights.reach("statements.read") === "own";
  const periods = useSuspenseQuery(periodsQuery).data.items;
  const search = here.useSearch();
  const navigate = here.useNavigate();
  const set = search["set"] ?? (periods.some((known) => known.set === "default") ? "default" : (periods[0]?.set ?? "default"));
  const period = search["period"] ?? (own ? undefined : periods.find((known) => known.set === set)?.period);
  const { plan } = search;
  const shown = own || period === undefined ? undefined : { set, period, ...(plan === undefined ? {} : { plan }) };
  const distribution = useQuery(distributionOf(shown));
  const names = periods.filter((known) => known.set === set).map((known) => known.period);
  return (
    <>
      <PageHeader
        title={own ? words.mine : words.title}
        lead={words.lead}
        beside={rights.reach("quotas.read") === undefined ? null : <Link to="/quotas">{words.quotas}</Link>}
      />
      {shown === undefined || period === undefined ? null : <Distribution found={distribution} period={period} />}
      {/* How many charts come above is known before the list is drawn: nothing moves. */}
      {shown !== undefined && distribution.isLoading ? (
        <LoadingState />
      ) : (
        <ListTable
          label={words.title}
          name="attainment"
          endpoint={api.attainment}
          query={(asked) => ({ sort: own ? "-period" : "name", ...asked, set, period })}
          columns={columns(own)}
          keyOf={(row: AttainmentRow) => `${row.set} ${row.period} ${row.participant} ${row.place}`}
          link={(row) => ({
            to: "/statements/$participant/$period",
            params: { participant: row.participant, period: row.period },
            search: row.set === "default" ? {} : { set: row.set },
          })}
          searchLabel={own ? undefined : text.statements.search}
          exported
          tools={
            <NativeSelect
              aria-label={text.statements.period}
              value={period ?? ""}
              data={[
                ...(own ? [{ value: "", label: text.statements.allPeriods }] : []),
                ...names.map((name) => ({ value: name, label: name })),
              ]}
              onChange={(event) => void navigate({ search: changed(search, { period: event.currentTarget.value }), replace: true })}
            />
          }
          empty={<EmptyState title={words.empty}>{words.emptyFix}</EmptyState>}
        />
      )}
    </>
  );
}

function columns(own: boolean): readonly ListColumn<AttainmentRow>[] {
  const words = text.attainmentList.columns;
  const person: ListColumn<AttainmentRow> = {
    id: "name",
    title: text.statements.person,
    cell: ({ name, participant }) => (
      <>
        {name} <span className={table["quiet"]}>{participant}</span>
      </>
    ),
    raw: ({ name }) => name,
    sortable: true,
  };
  const period: ListColumn<AttainmentRow> = {
    id: "period",
    title: text.statements.period,
    cell: (row) => row.period,
    sortable: true,
    width: "7rem",
    hidden: !own,
  };
  return [
    ...(own ? [period] : [person, period]),
    {
      id: "measure",
      title: words.measure,
      cell: ({ measure }) => text.statement.measure(measure),
      sortable: true,
      filter: { kind: "text" },
    },
    { id: "plan", title: words.plan, cell: ({ plan }) => plan, sortable: true, filter: { kind: "text" } },
    { id: "window", title: text.plan.window, cell: ({ window }) => window, width: "8rem", hidden: true },
    { id: "position", title: words.seat, cell: ({ position }) => position, hidden: true },
    {
      id: "amount",
      title: words.reached,
      cell: ({ amount }) => <Amount value={amount} />,
      raw: ({ amount }) => amount,
      figure: true,
      sortable: true,
    },
    {
      id: "quota",
      title: text.plan.quota,
      cell: ({ quota }) => (quota === null ? <span className={table["quiet"]}>{text.statements.noQuota}</span> : <Amount value={quota} />),
      raw: ({ quota }) => quota ?? "",
      figure: true,
      sortable: true,
    },
    {
      id: "attainmentPercent",
      title: text.statements.attainment,
      cell: ({ attainmentPercent }) => (attainmentPercent === null ? "" : <AttainmentBar percent={attainmentPercent} />),
      raw: ({ attainmentPercent }) => attainmentPercent ?? "",
      sortable: true,
      filter: { kind: "amounts" },
      width: "13rem",
    },
    { id: "credits", title: words.credits, cell: ({ credits }) => formatCount(credits), figure: true, sortable: true, hidden: true },
  ];
}

type Asked = { readonly set: string; readonly period: string; readonly plan?: string };

function distributionOf(asked: Asked | undefined) {
  return queryOptions({
    queryKey: ["attainment-distribution", asked],
    queryFn: asked ? () => bodyOf(api["attainment-distribution"].$get({ query: asked })) : skipToken,
    placeholderData: (before) => before,
  });
}

type DistributionProps = {
  readonly found: UseQueryResult<
    Awaited<ReturnType<Extract<ReturnType<typeof distributionOf>["queryFn"], (...context: never) => unknown>>>
  >;
  readonly period: string;
};

/** How many people have reached how much of each quota. */
function Distribution({ found, period }: DistributionProps) {
  const words = text.attainmentList;
  if (found.isError) return <FailureState error={found.error} retry={() => void found.refetch()} />;
  const measures = found.data?.measures ?? [];
  if (measures.length === 0) return null;
  const bands = found.data?.bands ?? [];
  return (
    <div className={classes["charts"]}>
      {measures.slice(0, MEASURES_MAX).map(({ measure, counts, people }) => (
        <Panel key={measure} padded>
          <Chart
            title={words.distribution(text.statement.measure(measure), period)}
            note={words.people(people)}
            category={text.statements.attainment}
            categories={bands.map(({ from, to }) =>
              to === null ? words.from(from) : from === 0 ? words.below(to) : words.between(from, to),
            )}
            series={[{ name: words.peopleColumn, values: counts.map(String) }]}
          />
        </Panel>
      ))}
    </div>
  );
}

const MEASURES_MAX = 4;
