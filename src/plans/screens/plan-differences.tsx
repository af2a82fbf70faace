import table from "../../app/web/kit/table.module.css";
import { text } from "../../app/web/kit/text.ts";
import { differencesBetween } from "../differences.ts";
import classes from "./plan.module.css";

type PlanDifferencesProps = { readonly before: unknown; readonly after: unknown; readonly names: readonly [before: string, after: string] };

/** What differs between two documents of a plan, place by place, the earlier beside the later. */
export function PlanDifferences({ before, after, names: [earlier, later] }: PlanDifferencesProps) {
  const words = text.planVersions;
  const differences = differencesBetween(before, after);
  if (differences.length === 0) return <p className={table["quiet"]}>{words.same}</p>;
  return (
    <ul className={classes["differences"]}>
      {differences.map((difference) => (
        <li key={difference.path.join(" › ")}>
          <div className={classes["place"]}>{difference.path.join(" › ")}</div>
          <Written name={words.before(earlier)} value={difference.before} />
          <Written name={words.after(later)} value={difference.after} />
        </li>
      ))}
    </ul>
  );
}

function Written({ name, value }: { readonly name: string; readonly value: unknown }) {
  return (
    <div className={classes["side"]}>
      <div className={classes["sideName"]}>{name}</div>
      {value === undefined ? (
        <span className={table["quiet"]}>{text.planVersions.nothing}</span>
      ) : (
        <code className={classes["written"]}>{typeof value === "string" ? value : JSON.stringify(value, null, 1)}</code>
      )}
    </div>
  );
}
