import { drawnShare, formatDecimal } from "../../app/web/kit/number.ts";
import { text } from "../../app/web/kit/text.ts";
import classes from "./pace-bar.module.css";

/** The bar runs to 150 % of the quota; beyond that it is full and the figure says the rest. */
const FULL_PERCENT = 150;

/** Attainment with a mark at the quota and one at even pace. The drawing repeats the figures beside it. */
export function PaceBar({ percent, pace }: { readonly percent: string; readonly pace: string | null }) {
  const at = (value: string) => drawnShare(value, String(FULL_PERCENT)) * FULL_PERCENT;
  return (
    <div>
      <svg className={classes["bar"]} viewBox="0 0 150 10" preserveAspectRatio="none" aria-hidden="true">
        <rect className={classes["track"]} width="150" height="10" />
        <rect className={classes["fill"]} width={at(percent)} height="10" data-met={Number(percent) >= 100 || undefined} />
        {pace === null ? null : <rect className={classes["pace"]} x={at(pace) - 0.3} width="0.6" height="10" />}
        <rect className={classes["mark"]} x="99.7" width="0.6" height="10" />
      </svg>
      <div className={classes["legend"]}>
        <strong>{text.statement.percent(formatDecimal(percent))}</strong>
        {pace === null ? null : <span>{text.home.pace(formatDecimal(pace))}</span>}
      </div>
    </div>
  );
}
