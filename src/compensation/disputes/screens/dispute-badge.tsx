import { text } from "../../../app/web/kit/text.ts";
import type { DisputeState } from "../dispute.ts";
import classes from "./disputes.module.css";

/** Where a dispute stands: said in words, coloured besides. */
export function DisputeBadge({ state }: { readonly state: DisputeState }) {
  return (
    <span className={classes["badge"]} data-state={state}>
      {text.disputes.states[state]}
    </span>
  );
}
