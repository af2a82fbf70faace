import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { formatMoment } from "../../../app/web/kit/date.ts";
import { text } from "../../../app/web/kit/text.ts";
import type { StatementVersions } from "../versions/schemas.ts";
import classes from "./statement.module.css";
import type { StatementPage } from "./types.ts";

type Fact = { readonly label: string; readonly value: ReactNode };

/** What a statement stands on, the same on the page and on paper: status, calculation, plan versions, moment of the data, rounding. */
export function headerFacts(statement: StatementPage, versions: StatementVersions): readonly Fact[] {
  const words = text.statement;
  const plans = new Map(
    statement.components.filter(({ plan }) => plan !== "").map((component) => [`${component.plan} ${component.version}`, component]),
  );
  const { published, data } = versions;
  return [
    { label: words.status, value: words.statuses[versions.status] },
    { label: words.calculation, value: words.calculationOf(statement.calculation, formatMoment(statement.calculatedAt)) },
    ...(plans.size > 0
      ? [
          {
            label: words.plans(plans.size),
            value: [...plans.values()].map(({ plan, planName, version }) => (
              <Link
                key={`${plan} ${version}`}
                to="/plans/$plan/$version"
                params={{ plan, version }}
                search={statement.set === "default" ? {} : { set: statement.set }}
                className={classes["fact"]}
              >
                {words.planVersion(planName, version)}
              </Link>
            )),
          },
        ]
      : []),
    {
      label: words.data,
      value: data ? words.dataMoment(statement.inputChange, formatMoment(data.at)) : words.dataAsOf(statement.inputChange),
    },
    ...(published ? [{ label: words.publishedBy, value: words.byAt(published.by, formatMoment(published.at)) }] : []),
    ...roundings(statement).map((value) => ({ label: words.rounding, value })),
    ...(statement.set === "default" ? [] : [{ label: text.statements.set, value: statement.set }]),
  ];
}

/** Each way of rounding that a component has, once. */
function roundings({ components }: StatementPage): string[] {
  const told = components.flatMap(({ rounding }) => (rounding ? [text.statement.roundingOf(rounding.at, rounding.mode)] : []));
  const unique = [...new Set(told)];
  return unique.length === 0 ? [] : [unique.join("; ")];
}
