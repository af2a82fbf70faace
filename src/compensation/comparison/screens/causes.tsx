import { Amount } from "../../../app/web/kit/amount.tsx";
import { text } from "../../../app/web/kit/text.ts";
import classes from "./comparison.module.css";
import type { StatementDifference } from "./types.ts";

/** What a difference comes from; the amounts sum to it. */
export function Causes({ causes }: { readonly causes: StatementDifference["causes"] }) {
  if (causes.length === 0) return null;
  return (
    <ul className={classes["causes"]} aria-label={text.comparison.why}>
      {causes.map(({ cause, amount }) => (
        <li key={cause}>
          {text.comparison.causes[cause]} <Amount value={amount} />
        </li>
      ))}
    </ul>
  );
}
