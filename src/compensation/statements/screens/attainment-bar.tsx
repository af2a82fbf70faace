import { drawnShare, formatDecimal } from "../../../app/web/kit/number.ts";
import { text } from "../../../app/web/kit/text.ts";
import classes from "./attainment-bar.module.css";

/** The bar runs to 150 % of the quota, with a mark at 100 %; beyond that it is full and the figure says the rest. */
const FULL_PERCENT = "150";

/** Attainment as a figure and a small bar. The bar repeats the figure, so that screen readers hear it once. */
export function AttainmentBar({ percent, wide = false }: { readonly percent: string; readonly wide?: boolean }) {
  const share = drawnShare(percent, FULL_PERCENT);
  return (
    <span className={classes["attainment"]} data-wide={wide || undefined}>
      <svg className={classes["bar"]} viewBox="0 0 150 8" preserveAspectRatio="none" aria-hidden="true">
        <rect className={classes["track"]} width="150" height="8" rx="0" />
        <rect className={classes["fill"]} width={share * 150} height="8" data-met={Number(percent) >= 100 || undefined} />
        <rect className={classes["mark"]} x="99.25" width="1.5" height="8" />
      </svg>
      <span className={classes["figure"]}>{text.statement.percent(formatDecimal(percent))}</span>
    </span>
  );
}
