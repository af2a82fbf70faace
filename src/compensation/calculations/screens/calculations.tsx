import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, bodyOf } from "../../../app/web/kit/client.ts";
import { DataTable } from "../../../app/web/kit/data-table.tsx";
import { formatMoment } from "../../../app/web/kit/date.ts";
import { PageHeader } from "../../../app/web/kit/page.tsx";
import { EmptyState, QueryView } from "../../../app/web/kit/states.tsx";
import table from "../../../app/web/kit/table.module.css";
import { text } from "../../../app/web/kit/text.ts";
import { StateBadge } from "../../statements/screens/state-badge.tsx";

const SHOWN = 200;
/** The period of a calculation that covers all periods. */
const ALL_PERIODS = "*";

/** The latest calculations: of which plan set and period, on which data, and whether participants see them. */
export function CalculationsScreen() {
  const calculations = useQuery({ queryKey: ["calculations"], queryFn: () => bodyOf(api.calculations.$get({ query: { limit: SHOWN } })) });
  const words = text.calculations;
  return (
    <>
      <PageHeader title={words.title} />
      <QueryView query={calculations}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={words.empty}>{words.emptyFix}</EmptyState>
          ) : (
            <DataTable
              rows={items}
              empty={words.empty}
              keyOf={({ calculation }) => String(calculation)}
              columns={[
                { title: words.number, cell: ({ calculation }) => `#${calculation}` },
                { title: words.set, cell: ({ set }) => set, wide: true },
                {
                  title: words.period,
                  cell: ({ period, set }) => (
                    <Link
                      to="/statements"
                      search={{ period: period === ALL_PERIODS ? "all" : period, ...(set === "default" ? {} : { set }) }}
                      className={table["link"]}
                    >
                      {period === ALL_PERIODS ? words.allPeriods : period}
                    </Link>
                  ),
                },
                { title: words.status, cell: ({ state, error }) => (error === null ? <StateBadge state={state} /> : error) },
                { title: words.when, cell: ({ calculatedAt }) => formatMoment(calculatedAt), wide: true },
                { title: words.data, cell: ({ inputChange }) => text.statement.dataAsOf(inputChange), wide: true },
                { title: words.statements, cell: ({ statements }) => statements, figure: true },
              ]}
            />
          )
        }
      </QueryView>
    </>
  );
}
