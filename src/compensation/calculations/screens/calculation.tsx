import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Amount } from "../../../app/web/kit/amount.tsx";
import { Crumbs } from "../../../app/web/kit/crumbs.tsx";
import { formatMoment } from "../../../app/web/kit/date.ts";
import { formatCount } from "../../../app/web/kit/number.ts";
import { Facts, PageHeader } from "../../../app/web/kit/page.tsx";
import { QueryView } from "../../../app/web/kit/states.tsx";
import { text } from "../../../app/web/kit/text.ts";
import { Comparison } from "../../comparison/screens/comparison.tsx";
import { StateBadge } from "../../statements/screens/state-badge.tsx";
import classes from "./calculation.module.css";
import { DraftActions } from "./draft-actions.tsx";
import { FindingGroups } from "./finding-groups.tsx";
import { NextStep } from "./next-step.tsx";
import { calculationQuery } from "./queries.ts";
import { ALL_PERIODS, statementsOf } from "./statements-of.ts";
import type { CalculationPage } from "./types.ts";

const here = getRouteApi("/signed-in/calculations/$calculation");

/** One calculation: what it came to, what keeps it from being published, and who is paid otherwise than before. */
export function CalculationScreen() {
  const { calculation } = here.useParams();
  const query = useQuery(calculationQuery(calculation));
  return <QueryView query={query}>{(data) => <CalculationView calculation={data} />}</QueryView>;
}

function CalculationView({ calculation }: { readonly calculation: CalculationPage }) {
  const words = text.calculation;
  const finished = calculation.state !== "running" && calculation.state !== "failed";
  return (
    <>
      <PageHeader
        above={
          <Crumbs
            trail={[
              { label: text.calculations.title, link: <Link to="/calculations">{text.calculations.title}</Link> },
              { label: `#${calculation.calculation}` },
            ]}
          />
        }
        title={words.title(calculation.calculation)}
        lead={
          <span className={classes["lead"]}>
            <strong>{calculation.period === ALL_PERIODS ? text.calculations.allPeriods : calculation.period}</strong>
            <StateBadge state={calculation.state} />
          </span>
        }
        beside={calculation.state === "draft" ? <DraftActions calculation={calculation} /> : null}
      />
      {calculation.error === null ? null : <p role="alert">{calculation.error}</p>}
      {calculation.state === "draft" && calculation.later.length > 0 ? (
        <p className={classes["later"]} role="status">
          {words.later(
            calculation.later.map(({ table, rows }) => `${text.comparison.tables[table] ?? table}: ${formatCount(rows)}`).join(", "),
          )}
        </p>
      ) : null}
      <NextStep calculation={calculation} />
      <Facts facts={factsOf(calculation)} />
      {calculation.findings.length > 0 ? <FindingGroups groups={calculation.findings} /> : null}
      {finished ? <Comparison calculation={calculation.calculation} /> : null}
    </>
  );
}

function factsOf(calculation: CalculationPage) {
  const { transactions, set } = calculation;
  return [
    ...calculation.totals.map(({ currency, amount }) => ({
      label: text.statements.payIn(currency),
      value: <Amount key={currency} value={amount} size="large" />,
    })),
    {
      label: text.calculations.statements,
      value: (
        <Link to="/statements" search={statementsOf(calculation)}>
          {formatCount(calculation.statements)}
        </Link>
      ),
    },
    ...(transactions === null
      ? []
      : [{ label: text.calculation.transactions, value: text.calculation.credited(transactions.credited, transactions.count) }]),
    { label: text.calculations.when, value: formatMoment(calculation.calculatedAt) },
    { label: text.statement.data, value: text.statement.dataAsOf(calculation.inputChange) },
    {
      label: text.statement.plans(calculation.plans.length),
      value: calculation.plans.map(({ plan, version }) => (
        <Link
          key={`${plan} ${version}`}
          to="/plans/$plan/$version"
          params={{ plan, version }}
          search={set === "default" ? {} : { set }}
          className={classes["fact"]}
        >
          {text.statement.planVersion(plan, version)}
        </Link>
      )),
    },
  ];
}
