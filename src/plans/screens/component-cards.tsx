import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { FailureState } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import table from "../../app/web/kit/table.module.css";
import { readComponent, type ReadTier } from "./component-sentences.ts";
import { CurveChoice } from "./curve-choice.tsx";
import type { FormulaTexts } from "./formula-text.ts";
import { PayoutCurve } from "./payout-curve.tsx";
import classes from "./plan.module.css";
import { type Component, curvesQuery, type CurvesAsked, type Plan, type PlanKey } from "./queries.ts";

type CardsProps = { readonly plan: Plan; readonly planKey: PlanKey; readonly formulas: FormulaTexts };

/** The components of a plan in sentences, each with what it pays over attainment for whom one chooses. */
export function ComponentCards({ plan, planKey, formulas }: CardsProps) {
  const [asked, setAsked] = useState<CurvesAsked>();
  const drawn = useQuery({ ...curvesQuery(planKey, asked ?? {}), enabled: asked !== undefined, placeholderData: (before) => before });
  return (
    <>
      <CurveChoice
        planKey={planKey}
        byDeal={drawn.data?.curves.some(({ byDeal, points }) => byDeal && points.length > 0) ?? false}
        choose={setAsked}
      />
      {drawn.isError ? <FailureState error={drawn.error} retry={() => void drawn.refetch()} /> : null}
      {plan.components.map((component, index) => {
        const curve = drawn.data?.curves.find((each) => each.component === component.name);
        return (
          <section key={component.name} className={classes["component"]} id={component.name} aria-label={component.label ?? component.name}>
            <div className={classes["says"]}>
              <h3 className={classes["name"]}>
                {component.label ?? component.name} <span className={classes["kind"]}>{text.plan.kinds[component.kind]}</span>
              </h3>
              <Says plan={plan} component={component} path={`components[${index}]`} formulas={formulas} />
            </div>
            <div className={classes["pays"]}>
              {curve ? <PayoutCurve curve={curve} asked={asked ?? {}} /> : <div className={classes["room"]} />}
            </div>
          </section>
        );
      })}
    </>
  );
}

function Says({ plan, component, path, formulas }: Omit<CardsProps, "planKey"> & { readonly component: Component; readonly path: string }) {
  const { sentences, tiers } = readComponent(plan, component, path, formulas);
  return (
    <>
      {sentences.map((sentence) => (
        <p key={sentence} className={classes["sentence"]}>
          {sentence}
        </p>
      ))}
      {tiers.length > 0 ? <Tiers tiers={tiers} /> : null}
    </>
  );
}

function Tiers({ tiers }: { readonly tiers: readonly ReadTier[] }) {
  const words = text.plan;
  return (
    <table className={`${table["table"] ?? ""} ${classes["tiers"] ?? ""}`}>
      <thead>
        <tr>
          <th scope="col">{words.tier}</th>
          <th scope="col">{words.tierTo}</th>
          <th scope="col" className={table["figure"]}>
            {words.rate}
          </th>
        </tr>
      </thead>
      <tbody>
        {tiers.map(({ from, to, rate }) => (
          <tr key={from}>
            <td>{from}</td>
            <td>{to ?? words.noEnd}</td>
            <td className={table["figure"]}>{rate}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
