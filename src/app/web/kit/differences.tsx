import { type Difference, differencesOf, type Version } from "../../../history/differences.ts";
import { formatDate } from "./date.ts";
import classes from "./differences.module.css";
import { Spoken } from "./page.tsx";
import { text } from "./text.ts";

type DifferencesProps = {
  readonly before: Version | null;
  readonly after: Version | null;
  /** So many at most; the rest is counted. */
  readonly most?: number;
  /** Fields that need not be said, such as those of the object's key. */
  readonly without?: readonly string[];
  /** In one line, as the cells of a list are. */
  readonly inline?: boolean;
};

/** What a change made of a row, field by field: before → after. Of what was added or deleted its values. */
export function Differences({ before, after, most = Infinity, without = [], inline = false }: DifferencesProps) {
  const all = differencesOf(before, after).filter(({ field }) => !without.includes(field));
  const isChange = before !== null && after !== null;
  return (
    <ul className={classes["list"]} data-inline={inline || undefined}>
      {all.slice(0, most).map((difference) => (
        <li key={difference.field}>
          <span className={classes["field"]}>{fieldName(difference.field)}</span>{" "}
          {isChange ? <Change {...difference} /> : <span>{valueText(difference.after ?? difference.before)}</span>}
        </li>
      ))}
      {all.length > most ? <li className={classes["field"]}>{text.history.more(all.length - most)}</li> : null}
    </ul>
  );
}

function Change({ before, after }: Difference) {
  return (
    <>
      <del className={classes["before"]}>{before === null ? text.history.nothing : valueText(before)}</del>{" "}
      <Spoken>{text.history.becomes}</Spoken>
      <span aria-hidden="true">→</span> <ins className={classes["after"]}>{after === null ? text.history.nothing : valueText(after)}</ins>
    </>
  );
}

/** A field in the reader's words; attributes by their own names. */
export function fieldName(field: string): string {
  return Object.entries(text.history.columns).find(([name]) => name === field)?.[1] ?? field.replace(/^attributes\./, "");
}

const LONGEST = 120;

function valueText(value: string | null): string {
  const shown = formatDate(value ?? "");
  return shown.length > LONGEST ? `${shown.slice(0, LONGEST)}…` : shown;
}
