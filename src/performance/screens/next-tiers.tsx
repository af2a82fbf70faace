import { Panel } from "../../app/web/kit/page.tsx";
import { formatSold, keepUnits } from "../../app/web/kit/number.ts";
import { text } from "../../app/web/kit/text.ts";
import classes from "./home.module.css";
import type { OwnPeriod } from "./types.ts";

/** What brings one to the next tier, as sentences with the engine's figures. */
export function NextTiers({ period: { next } }: { readonly period: OwnPeriod }) {
  return (
    <Panel padded>
      <div className={classes["cardTitle"]}>{text.home.next}</div>
      <ul className={classes["plain"]}>
        {next.map(({ node, label, missing, edge, rateNow, rateThen }) => (
          <li key={node}>{keepUnits(text.home.nextTier(formatSold(missing), formatSold(edge), label, rateNow, rateThen))}</li>
        ))}
      </ul>
    </Panel>
  );
}
