import { NativeSelect } from "@mantine/core";
import { Section } from "../../web/kit/page.tsx";
import table from "../../web/kit/table.module.css";
import { text } from "../../web/kit/text.ts";
import type { ImportView } from "./import-report.tsx";
import classes from "./import.module.css";

/** How a person says what a name that is not known stands for; what was said since the check, by `answerKey`. */
export type Answering = {
  readonly alias: ((column: string, value: string, id: string) => void) | undefined;
  readonly answers: Readonly<Record<string, string>>;
};
type RefusalsProps = Answering & { readonly found: ImportView };

export function answerKey(column: string, value: string): string {
  return `${column} ${value}`;
}

/** Rows that are not taken, by reason, with every different value that it concerns; names that are not known can be answered there. */
export function Refusals({ found, alias, answers }: RefusalsProps) {
  if (found.refusals.length === 0) return null;
  return (
    <Section title={text.imports.refusals}>
      <ul className={classes["problems"]}>
        {found.refusals.map((refusal) => (
          <li key={`${refusal.code} ${refusal.column}`}>
            <Refusal refusal={refusal} found={found} alias={alias} answers={answers} />
          </li>
        ))}
      </ul>
      <p>
        {found.refusedFiles.map((file) => (
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

function Refusal({ refusal, found, alias, answers }: RefusalsProps & { readonly refusal: ImportView["refusals"][number] }) {
  const { column, rows, example, values, distinct } = refusal;
  const own = column.split(" (")[0] ?? column;
  return (
    <>
      <strong>{text.imports.rowCount(rows)}</strong> {column} {example.reason}{" "}
      {values.length > 1 ? null : <span className={table["quiet"]}>{text.imports.at(example.file, example.line)}</span>}
      {example.value === "" && distinct === 1 ? null : (
        <ul className={classes["values"]}>
          {values.map(({ value, rows: times, file, line }) => (
            <li key={value}>
              <span>
                <code>{value === "" ? text.imports.blank : value}</code>{" "}
                <span className={table["quiet"]}>
                  {text.imports.rowCount(times)} · {text.imports.at(file, line)}
                </span>
              </span>
              <Answer unknown={found.unknown.find((one) => one.column === own && one.value === value)} alias={alias} answers={answers} />
            </li>
          ))}
          {distinct > values.length ? <li className={table["quiet"]}>{text.imports.moreValues(distinct - values.length)}</li> : null}
        </ul>
      )}
    </>
  );
}

/** Which of those that are known a name stands for; the near ones come first. */
function Answer({ unknown, alias, answers }: Answering & { readonly unknown: ImportView["unknown"][number] | undefined }) {
  if (!unknown || !alias || unknown.candidates.length === 0) return null;
  const { column, value, candidates } = unknown;
  return (
    <NativeSelect
      size="xs"
      aria-label={text.imports.meantBy(value)}
      value={answers[answerKey(column, value)] ?? ""}
      data={[
        { value: "", label: text.imports.standsFor },
        ...candidates.map(({ id, name }) => ({ value: id, label: name === "" || name === id ? id : `${name} (${id})` })),
      ]}
      onChange={(event) => (event.currentTarget.value === "" ? undefined : alias(column, value, event.currentTarget.value))}
    />
  );
}
