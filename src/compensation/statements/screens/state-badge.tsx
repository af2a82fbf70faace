import { text } from "../../../app/web/kit/text.ts";
import classes from "./state-badge.module.css";

/** Whether a calculation's results are seen by participants: said in a word, coloured besides. */
export function StateBadge({ state }: { readonly state: "draft" | "published" | "running" | "superseded" | "failed" }) {
  return (
    <span className={classes["badge"]} data-state={state}>
      {text.statement.states[state]}
    </span>
  );
}
