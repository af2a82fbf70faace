import { api } from "../../../app/web/kit/client.ts";
import { formatMoment } from "../../../app/web/kit/date.ts";
import type { ListColumn } from "../../../app/web/kit/list/columns.ts";
import { ListTable } from "../../../app/web/kit/list/list-table.tsx";
import { formatCount } from "../../../app/web/kit/number.ts";
import { PageHeader } from "../../../app/web/kit/page.tsx";
import { EmptyState } from "../../../app/web/kit/states.tsx";
import { text } from "../../../app/web/kit/text.ts";
import { StateBadge } from "../../statements/screens/state-badge.tsx";
import { StartCalculation } from "./start-calculation.tsx";
import { CALCULATION_STATES } from "../states.ts";
import { ALL_PERIODS } from "./statements-of.ts";
import type { CalculationRow } from "./types.ts";

/** The latest calculations: of which plan set and period, on which data, and whether participants see them. */
export function CalculationsScreen() {
  const words = text.calculations;
  return (
    <>
      <PageHeader title={words.title} beside={<StartCalculation />} />
      <ListTable
        label={words.title}
        name="calculations"
        endpoint={api.calculations}
        columns={calculationColumns()}
        exported
        keyOf={({ calculation }) => String(calculation)}
        link={({ calculation }) => ({ to: "/calculations/$calculation", params: { calculation: String(calculation) } })}
        empty={<EmptyState title={words.empty}>{words.emptyFix}</EmptyState>}
      />
    </>
  );
}

function calculationColumns(): readonly ListColumn<CalculationRow>[] {
  const words = text.calculations;
  return [
    { id: "calculation", title: words.number, cell: ({ calculation }) => `#${calculation}`, sortable: true, width: "8rem" },
    {
      id: "period",
      title: words.period,
      cell: ({ period }) => (period === ALL_PERIODS ? words.allPeriods : period),
      sortable: true,
      filter: { kind: "text" },
    },
    { id: "set", title: words.set, cell: ({ set }) => set, sortable: true, wide: true },
    {
      id: "state",
      title: words.status,
      cell: ({ state, error }) => (error === null ? <StateBadge state={state} /> : error),
      raw: ({ state, error }) => error ?? state,
      sortable: true,
      filter: { kind: "choice", options: CALCULATION_STATES.map((value) => ({ value, label: text.statement.states[value] })) },
    },
    {
      id: "calculatedAt",
      title: words.when,
      cell: ({ calculatedAt }) => formatMoment(calculatedAt),
      raw: ({ calculatedAt }) => calculatedAt,
      sortable: true,
      width: "13rem",
    },
    { id: "inputChange", title: words.data, cell: ({ inputChange }) => text.statement.dataAsOf(inputChange), sortable: true, wide: true },
    { id: "statements", title: words.statements, cell: ({ statements }) => formatCount(statements), sortable: true, figure: true },
  ];
}
