import { NativeSelect } from "@mantine/core";
import type { InferResponseType } from "hono/client";
import type { api } from "../../web/kit/client.ts";
import { formatCount } from "../../web/kit/number.ts";
import { Panel, Section } from "../../web/kit/page.tsx";
import table from "../../web/kit/table.module.css";
import { text } from "../../web/kit/text.ts";
import classes from "./import.module.css";

export type ImportView = InferResponseType<(typeof api.imports)[":import"]["$get"], 200>;
export type ReportProps = {
  readonly found: ImportView;
  readonly alias?: (column: string, value: string, id: string) => void;
  /** What was said of names since, by `answerKey`. */
  readonly answers?: Readonly<Record<string, string>>;
};

export function answerKey(column: string, value: string): string {
  return `${column} ${value}`;
}

/** What an import changes or has changed: counts by table, first differences, what was refused and why. */
export function ImportReport({ found, alias, answers = {} }: ReportProps) {
  return (
    <>
      <Counts found={found} />
      <UnknownValues found={found} alias={alias} answers={answers} />
      <Refusals found={found} />
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
                  <th scope="row">{counts.table}</th>
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

type UnknownProps = Required<Pick<ReportProps, "found" | "answers">> & { readonly alias: ReportProps["alias"] | undefined };
function UnknownValues({ found, alias, answers }: UnknownProps) {
  if (found.unknown.length === 0) return null;
  return (
    <Section title={text.imports.unknown}>
      <ul className={classes["problems"]}>
        {found.unknown.map(({ column, value, rows, candidates, ambiguous }) => (
          <li key={answerKey(column, value)} className={classes["unknown"]}>
            <span>
              {column} <code>{value}</code> · {ambiguous ? text.imports.ambiguous : text.imports.notKnown} · {text.imports.rowCount(rows)}
            </span>
            {alias && candidates.length > 0 ? (
              <NativeSelect
                aria-label={text.imports.meantBy(value)}
                value={answers[answerKey(column, value)] ?? ""}
                data={[
                  { value: "", label: text.imports.standsFor },
                  ...candidates.map(({ id, name }) => ({ value: id, label: name === "" || name === id ? id : `${name} (${id})` })),
                ]}
                onChange={(event) => (event.currentTarget.value === "" ? undefined : alias(column, value, event.currentTarget.value))}
              />
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Refusals({ found }: { readonly found: ImportView }) {
  if (found.refusals.length === 0) return null;
  const files = [...new Set(found.refusals.map(({ example }) => example.file))];
  return (
    <Section title={text.imports.refusals}>
      <ul className={classes["problems"]}>
        {found.refusals.map(({ code, column, rows, example }) => (
          <li key={`${code} ${column}`}>
            <strong>{text.imports.rowCount(rows)}</strong> {column} {example.value === "" ? null : <code>{example.value}</code>}{" "}
            {example.reason}{" "}
            <span className={table["quiet"]}>
              ({example.file}:{example.line})
            </span>
          </li>
        ))}
      </ul>
      <p>
        {files.map((file) => (
          <a
            key={file}
            className={classes["download"]}
            href={`/api/imports/${found.import}/rejected-rows?file=${encodeURIComponent(file)}`}
            download
          >
            {text.imports.download(file)}
          </a>
        ))}
      </p>
    </Section>
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
                  <td>{difference.table}</td>
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

function sentenceOf({ kind, before, after }: ImportView["differences"][number]): string {
  if (kind !== "changed" || !before || !after) return text.imports.kindsOfChange[kind];
  return Object.keys(after)
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => `${name}: ${shown(before[name])} → ${shown(after[name])}`)
    .join(", ");
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return "–";
  return typeof value === "string" ? value : JSON.stringify(value);
}
