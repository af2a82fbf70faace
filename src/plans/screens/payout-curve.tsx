import { Curve } from "../../app/web/kit/chart/curve.tsx";
import { formatDecimal, trimDecimals } from "../../app/web/kit/number.ts";
import { text } from "../../app/web/kit/text.ts";
import table from "../../app/web/kit/table.module.css";
import classes from "./plan.module.css";
import type { ComponentCurve, CurvesAsked } from "./queries.ts";

/** What a component pays over attainment: the curve, its cliffs in money, and what it comes to at 80, 100 and 130 %. */
export function PayoutCurve({ curve, asked }: { readonly curve: ComponentCurve; readonly asked: CurvesAsked }) {
  const words = text.curve;
  const { currency, quota, findings, points } = curve;
  if (findings.length > 0)
    return (
      <div className={classes["missing"]}>
        <strong>{words.missing}</strong>
        {findings.map(({ code, message }) => (
          <p key={code}>{message}</p>
        ))}
        <p>{words.missingFix}</p>
      </div>
    );
  if (points.length === 0) return <p className={classes["missing"]}>{curve.window === "" ? words.noWindow : words.eachDeal}</p>;
  const overQuota = quota !== null;
  const isMoney = curve.unit === "money";
  const worth = (amount: string): string => `${formatDecimal(trimDecimals(amount))} ${currency}`;
  const sold = (value: string): string => (isMoney ? worth(value) : formatDecimal(shortened(value)));
  const place = (point: { readonly percent: string; readonly value: string }): string =>
    overQuota ? `${formatDecimal(shortened(point.percent))} %` : sold(point.value);
  const at = (point: { readonly percent: string; readonly value: string }): string => (overQuota ? point.percent : point.value);
  return (
    <>
      <Curve
        title={words.title(curve.label)}
        note={
          <>
            {overQuota
              ? (asked.quota === undefined ? words.note : words.noteExample)(curve.window, sold(quota))
              : words.noteWithoutQuota(curve.window)}
            {curve.byDeal ? ` ${words.byDeal(Number(asked.deals ?? "1"))}` : ""}
            {curve.gate === null ? "" : ` ${words.gate(curve.gate)}`}
          </>
        }
        xTitle={overQuota ? words.attainment : words.reached(curve.measure)}
        yTitle={words.pay(currency)}
        points={points.map((point) => ({ x: at(point), y: point.pay }))}
        marks={curve.examples.map((point) => ({ x: at(point), y: point.pay }))}
        jumps={curve.cliffs.map((cliff) => ({ x: at(cliff), y: cliff.pay, from: cliff.before, label: jumpText(cliff.jump) }))}
        {...(overQuota ? { reference: { x: "100", label: "100 %" } } : {})}
        formatX={(value) => (overQuota ? `${formatDecimal(shortened(value))} %` : formatDecimal(shortened(value)))}
        formatY={(value) => formatDecimal(value)}
      />
      {curve.cliffs.map((cliff) => (
        <p key={cliff.value} className={classes["cliff"]}>
          {(cliff.jump.startsWith("-") ? words.falls : words.jumps)(
            place(cliff),
            worth(cliff.jump.replace("-", "")),
            worth(cliff.before),
            worth(cliff.pay),
          )}
        </p>
      ))}
      <table className={`${table["table"] ?? ""} ${classes["examples"] ?? ""}`}>
        <thead>
          <tr>
            <th scope="col">{words.example}</th>
            <th scope="col" className={table["figure"]}>
              {words.sold}
            </th>
            <th scope="col" className={table["figure"]}>
              {words.pay(currency)}
            </th>
          </tr>
        </thead>
        <tbody>
          {curve.examples.map((example) => (
            <tr key={example.percent}>
              <td>{overQuota ? `${example.percent} %` : sold(example.value)}</td>
              <td className={table["figure"]}>{sold(example.value)}</td>
              <td className={table["figure"]}>{formatDecimal(example.pay)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function jumpText(jump: string): string {
  const amount = formatDecimal(trimDecimals(jump.replace("-", "")));
  return jump.startsWith("-") ? text.curve.fall(amount) : text.curve.jump(amount);
}

/** Without the zeros that say nothing: "80.0000" is "80". */
function shortened(decimal: string): string {
  return decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal;
}
