import { Alert, Button, NativeSelect, TextInput } from "@mantine/core";
import { TABLES } from "../../../company/tables.ts";
import { LOCALE_NAMES } from "../../../table/formats.ts";
import table from "../../web/kit/table.module.css";
import { text } from "../../web/kit/text.ts";
import { FormatQuestions } from "./format-questions.tsx";
import classes from "./import.module.css";
import {
  type Entry,
  entryFor,
  headerOf,
  isEntryDecided,
  type MappingDocument,
  type RecognisedFile,
  type Source,
  standsFor,
  withColumn,
  withEntry,
  withEntryAdded,
  withoutEntry,
} from "./mapping-document.ts";

/** What is wrong with a mapping, by its place in it. */
export type PlacedProblem = { readonly place: string; readonly message: string };
type MappingEditorProps = {
  readonly mapping: MappingDocument;
  readonly files: readonly RecognisedFile[];
  readonly problems: readonly PlacedProblem[];
  readonly change: (mapping: MappingDocument) => void;
};

/** Which column of a file fills which column of a table; formulas and formats beside. One file may fill several tables. */
export function MappingEditor({ mapping, files, problems, change }: MappingEditorProps) {
  const words = text.imports;
  const fills = (name: string) => mapping.tables.some((entry) => entry.table === name);
  return (
    <>
      <FormatQuestions mapping={mapping} files={files} change={change} />
      <Entries mapping={mapping} files={files} problems={problems} change={change} />
      {fills("people") && !fills("assignments") ? <p className={table["quiet"]}>{words.seats}</p> : null}
      <ul className={classes["fills"]} aria-label={words.fills}>
        {files.map((file) => {
          const used = mapping.tables.some((entry) => standsFor(entry.file, file.file));
          return (
            <li key={file.file}>
              <NativeSelect
                label={used ? words.fillsAnother(file.file) : words.fillsNone(file.file)}
                value=""
                data={[{ value: "", label: words.pleaseChoose }, ...TABLES.map(({ name }) => ({ value: name, label: name }))]}
                onChange={(event) => {
                  const chosen = event.currentTarget.value;
                  if (chosen !== "") void entryFor(file, chosen).then((entry) => change(withEntryAdded(mapping, entry)));
                }}
              />
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Entries({ mapping, files, problems, change }: MappingEditorProps) {
  return mapping.tables.map((entry, index) => {
    const file = files.find((one) => standsFor(entry.file, one.file));
    const wrong = problems.filter(({ place }) => place.includes(`tables[${index}]`));
    return (
      <details
        key={`${index} ${entry.file}`}
        className={classes["entry"]}
        open={mapping.tables.length <= 3 || wrong.length > 0 || !isEntryDecided(entry, file)}
      >
        <summary>
          <strong>{entry.table}</strong> ← {entry.file} <span className={table["quiet"]}>{helpOf(entry)}</span>
        </summary>
        <EntryEditor
          entry={entry}
          file={file}
          problems={wrong}
          change={(next) => change(withEntry(mapping, index, next))}
          remove={() => change(withoutEntry(mapping, index))}
        />
      </details>
    );
  });
}

/** What the table is, and of quotas the days that a column of the file is for. */
function helpOf({ table: name, columns }: Entry): string {
  const help = TABLES.find((one) => one.name === name)?.help ?? "";
  const from = columns["from"];
  const amount = headerOf(columns["amount"]);
  return typeof from === "object" && "constant" in from && amount !== undefined ? `${help}: ${amount}` : help;
}

type EntryEditorProps = {
  readonly entry: Entry;
  readonly file: RecognisedFile | undefined;
  readonly problems: readonly PlacedProblem[];
  readonly change: (entry: Entry) => void;
  readonly remove: () => void;
};

function EntryEditor({ entry, file, problems, change, remove }: EntryEditorProps) {
  const definition = TABLES.find(({ name }) => name === entry.table);
  const declared = Object.keys(entry.columns).filter((name) => !definition?.columns.some((column) => column.name === name));
  const columns = [
    ...(definition?.columns ?? []),
    ...declared.map((name) => ({ name, help: text.imports.attribute, required: false, type: "text" })),
  ];
  const elsewhere = problems.filter(({ place }) => !columns.some(({ name }) => place.includes(`columns.${name}`)));
  return (
    <>
      <div className={classes["entryHead"]}>
        <NativeSelect
          label={text.imports.table}
          value={entry.table}
          data={TABLES.map(({ name }) => name)}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            const next = { ...entry, table: chosen, columns: matching(entry, chosen) };
            change(next);
            if (file)
              void entryFor(file, chosen).then(({ columns: fitting }) => change({ ...next, columns: { ...fitting, ...next.columns } }));
          }}
        />
        <NativeSelect
          label={text.imports.mode}
          value={typeof entry.mode === "string" ? entry.mode : "upsert"}
          disabled={typeof entry.mode === "object"}
          data={[
            { value: "upsert", label: text.imports.upsert },
            { value: "replace", label: text.imports.replace },
          ]}
          onChange={(event) => change({ ...entry, mode: event.currentTarget.value })}
        />
        <NativeSelect
          label={text.imports.locale}
          value={localeOf(entry)}
          data={[{ value: "", label: text.imports.localeNone }, ...LOCALE_NAMES.map((name) => ({ value: name, label: name }))]}
          onChange={(event) => change(withLocale(entry, event.currentTarget.value))}
        />
        <TextInput
          label={text.imports.where}
          placeholder={text.imports.whereExample}
          value={typeof entry["where"] === "string" ? entry["where"] : ""}
          onChange={(event) => {
            const { where: _, ...rest } = entry;
            change(event.currentTarget.value === "" ? rest : { ...rest, where: event.currentTarget.value });
          }}
        />
        <Button className={classes["remove"] ?? ""} variant="default" onClick={remove}>
          {text.imports.removeEntry}
        </Button>
      </div>
      {elsewhere.map(({ place, message }) => (
        <Alert key={place + message} color="red" variant="light" role="alert">
          {place}: {message}
        </Alert>
      ))}
      <div className={classes["columns"]}>
        {columns.map(({ name, help, required, type }) => (
          <ColumnEditor
            key={name}
            name={name}
            help={help}
            required={required === true}
            date={type === "date"}
            source={entry.columns[name]}
            headers={file?.columns.map((column) => column.name) ?? []}
            error={
              problems.find(({ place }) => new RegExp(`columns\\.${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(\\W|$)`).test(place))
                ?.message
            }
            change={(source) => change(withColumn(entry, name, source))}
          />
        ))}
      </div>
    </>
  );
}

function localeOf({ formats }: Entry): string {
  return typeof formats === "object" && formats !== null && "locale" in formats ? String(formats.locale) : "";
}

function withLocale({ formats, ...entry }: Entry, locale: string): Entry {
  const { locale: _, ...others } = typeof formats === "object" && formats !== null ? { locale: "", ...formats } : { locale: "" };
  const kept = locale === "" ? others : { ...others, locale };
  return Object.keys(kept).length === 0 ? entry : { ...entry, formats: kept };
}

/** Columns that another table has too. */
function matching(entry: Entry, chosen: string): Entry["columns"] {
  const names = new Set(TABLES.find(({ name }) => name === chosen)?.columns.map(({ name }) => name));
  return Object.fromEntries(Object.entries(entry.columns).filter(([name]) => names.has(name)));
}

const NONE = "";
const FORMULA = "\u0000formula";
const CONSTANT = "\u0000constant";

type ColumnEditorProps = {
  readonly name: string;
  readonly help: string;
  readonly required: boolean;
  readonly date: boolean;
  readonly source: Source | undefined;
  readonly headers: readonly string[];
  readonly error: string | undefined;
  readonly change: (source: Source | undefined) => void;
};

function ColumnEditor({ name, help, required, date, source, headers, error, change }: ColumnEditorProps) {
  const header = headerOf(source);
  const kind =
    source === undefined ? NONE : header !== undefined ? header : typeof source === "object" && "formula" in source ? FORMULA : CONSTANT;
  const choose = (value: string) => {
    if (value === NONE) change(undefined);
    else if (value === FORMULA) change({ formula: header === undefined ? "" : `[${header}]` });
    else if (value === CONSTANT) change({ constant: "" });
    else change(typeof source === "object" && "column" in source ? { ...source, column: value } : value);
  };
  const known = header === undefined || headers.includes(header) ? headers : [header, ...headers];
  const written =
    typeof source === "object" ? ("formula" in source ? source.formula : "constant" in source ? source.constant : undefined) : undefined;
  return (
    <div className={classes["column"]}>
      <NativeSelect
        label={name}
        description={help}
        required={required}
        value={kind}
        error={written === undefined ? error : undefined}
        data={[
          { value: NONE, label: text.imports.nothing },
          ...known.map((one) => ({ value: one, label: one })),
          { value: FORMULA, label: text.imports.formula },
          { value: CONSTANT, label: text.imports.constant },
        ]}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {typeof written === "string" ? (
        <TextInput
          aria-label={text.imports.sourceOf(name)}
          value={written}
          error={error ? <span className={classes["formulaError"]}>{error}</span> : undefined}
          onChange={(event) => change(kind === FORMULA ? { formula: event.currentTarget.value } : { constant: event.currentTarget.value })}
        />
      ) : null}
      {date && header !== undefined ? (
        <TextInput
          label={text.imports.dateFormatOf(name)}
          placeholder={text.imports.dateFormatExample}
          value={typeof source === "object" && "column" in source && typeof source["date"] === "string" ? source["date"] : ""}
          onChange={(event) =>
            change(
              event.currentTarget.value === ""
                ? header
                : { ...(typeof source === "object" && "column" in source ? source : { column: header }), date: event.currentTarget.value },
            )
          }
        />
      ) : null}
    </div>
  );
}
