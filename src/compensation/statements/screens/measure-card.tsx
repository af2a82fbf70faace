import { Link } from "@tanstack/react-router";
import { Amount } from "../../../app/web/kit/amount.tsx";
import { Panel } from "../../../app/web/kit/page.tsx";
import { text } from "../../../app/web/kit/text.ts";
import { AttainmentBar } from "./attainment-bar.tsx";
import classes from "./measure-card.module.css";
import type { StatementAddress } from "./queries.ts";
import type { StatementMeasure } from "./types.ts";

type MeasureCardProps = { readonly measure: StatementMeasure; readonly currency: string; readonly address: StatementAddress };

/** One measure in its window: reached, quota, attainment. */
export function MeasureCard({ measure, currency, address }: MeasureCardProps) {
  const { participant, period, ...search } = address;
  return (
    <Panel padded>
      <div className={classes["head"]}>
        <Link
          to="/statements/$participant/$period/why"
          params={{ participant, period }}
          search={{ ...search, measure: measure.name, window: measure.window }}
          className={classes["name"]}
        >
          {text.statement.measure(measure.name)}
        </Link>
        <span className={classes["where"]}>
          {measure.window} · {measure.position}
        </span>
      </div>
      <div className={classes["figures"]}>
        <Amount value={measure.amount} size="large" currency={currency} />
        {measure.quota === null ? (
          <span className={classes["quota"]}>{text.statement.creditsCount(measure.credits)}</span>
        ) : (
          <span className={classes["quota"]}>
            {text.statement.ofQuota} <Amount value={measure.quota} />
          </span>
        )}
      </div>
      {measure.attainmentPercent === null ? null : <AttainmentBar percent={measure.attainmentPercent} wide />}
    </Panel>
  );
}
