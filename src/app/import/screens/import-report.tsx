import type { InferResponseType } from "hono/client";
import type { api } from "../../web/kit/client.ts";
import { formatCount } from "../../web/kit/number.ts";
import { Panel, Section } from "../../web/kit/page.tsx";
import table from "../../web/kit/table.module.css";
import { text } from "../../web/kit/text.ts";
import classes from "./import.module.css";
import { type Answering, Refusals } from "./refusals.tsx";

/** One import as the API tells it. */
export type ImportView = InferResponseType<(typeof api.imports)[":import"]["$get"], 200>;
type ReportProps = { readonly found: ImportView } & Partial<Answering>;

/** What an import changes or has changed: counts by table, first differences, what was refused and why. */
export function ImportReport({ found, alias, answers = {} }: ReportProps) {
  return (
    <>
      <Counts found={found} />
      <Refusals found={found} alias={alias} answers={answers} />
      <Differences found={found} />
    </>
  );
}

function Counts({ found }: { readonly found: ImportView }) {
  if (found.tables.length === 0 && found.leftOut.length === 0) return null;
  const columns = ["new", "changed", "same", "rejected", "voided"] as const;
  return (
    <Section title={text.imports.counts}>
      <Panel>
        <div className={table["scroll"]} tabIndex={0}>
          <table className={table["table"]}>
            <thead>
              <tr>
                <th scope="col">{text.imports.table}</th>
                {columns.map((column) => (
                  <th key={column} scope="col" className={table["figure"]}>
                    {text.imports.countNames[column]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {found.tables.map((counts) => (
                <tr key={counts.table}>
                  <th scope="row">{nameOfTable(counts.table)}</th>
                  {columns.map((column) => (
                    <td key={column} className={table["figure"]}>
                      {formatCount(column === "same" ? counts.same + counts.collapsed : counts[column])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Panel>
      <LeftOutRows leftOut={found.leftOut} />
    </Section>
  );
}

/** Rows that conditions leave out: no table counts them. */
export function LeftOutRows({ leftOut }: { readonly leftOut: ImportView["leftOut"] }) {
  if (leftOut.length === 0) return null;
  return (
    <ul className={classes["problems"]}>
      {leftOut.map(({ table: name, file, condition, rows }) => (
        <li key={`${name} ${file} ${condition}`}>
          {text.imports.leftOut(rows, file, name)} <code>{condition}</code>
        </li>
      ))}
    </ul>
  );
}

function Differences({ found }: { readonly found: ImportView }) {
  if (found.differences.length === 0) return null;
  return (
    <Section title={text.imports.differences}>
      <Panel>
        <div className={table["scroll"]} tabIndex={0}>
          <table className={table["table"]}>
            <thead>
              <tr>
                <th scope="col">{text.imports.table}</th>
                <th scope="col">{text.imports.row}</th>
                <th scope="col">{text.imports.what}</th>
              </tr>
            </thead>
            <tbody>
              {found.differences.map((difference) => (
                <tr key={difference.table + JSON.stringify(difference.key)}>
                  <td>{nameOfTable(difference.table)}</td>
                  <td>{Object.values(difference.key).map(String).join(" · ")}</td>
                  <td>{sentenceOf(difference)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Panel>
    </Section>
  );
}

/** A table of the database as people call it. */
function nameOfTable(name: string): string {
  return name === "people_personal" ? text.imports.personal : name;
}

const FIELDS_SHOWN = 4;

/** Of a new row what it says first, of a changed one what differs. */
function sentenceOf({ kind, key, before, after }: ImportView["differences"][number]): string {
  const word = text.imports.kindsOfChange[kind];
  if (kind === "new" && after) {
    const filled = Object.entries(after).filter(([name, value]) => !(name in key) && isSaid(value));
    const said = filled.slice(0, FIELDS_SHOWN).map(([name, value]) => `${name} ${shown(value)}`);
    return said.length === 0 ? word : `${word}: ${said.join(", ")}`;
  }
  if (kind !== "changed" || !before || !after) return word;
  return Object.keys(after)
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => `${name}: ${shown(before[name])} → ${shown(after[name])}`)
    .join(", ");
}

function isSaid(value: unknown): boolean {
  return value !== null && value !== "" && JSON.stringify(value) !== "{}" && value !== "infinity" && value !== "-infinity";
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return "–";
  return typeof value === "string" ? value : JSON.stringify(value);
}
