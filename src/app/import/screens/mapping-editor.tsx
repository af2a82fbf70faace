import { Alert, Button, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { TABLES } from "../../../company/tables.ts";
import { LOCALE_NAMES } from "../../../table/formats.ts";
import table from "../../web/kit/table.module.css";
import { text } from "../../web/kit/text.ts";
import { ColumnEditor } from "./column-editor.tsx";
import { FormatQuestions } from "./format-questions.tsx";
import classes from "./import.module.css";
import {
  type Entry,
  entryFor,
  headerOf,
  isEntryDecided,
  type MappingDocument,
  type RecognisedFile,
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
  const [all, setAll] = useState(false);
  /** What was changed here stays in view, also when it was emptied. */
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const problemOf = (name: string): string | undefined =>
    problems.find(({ place }) => new RegExp(`columns\\.${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(\\W|$)`).test(place))?.message;
  const isShown = ({ name, required }: { readonly name: string; readonly required?: boolean }): boolean =>
    all || required === true || entry.columns[name] !== undefined || touched.has(name) || problemOf(name) !== undefined;
  const away = columns.filter((column) => !isShown(column)).length;
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
          {placeOf(place)}: {message}
        </Alert>
      ))}
      <div className={classes["columns"]}>
        {columns.filter(isShown).map(({ name, help, required, type }) => (
          <ColumnEditor
            key={name}
            name={name}
            help={help}
            required={required === true}
            date={type === "date"}
            source={entry.columns[name]}
            headers={file?.columns.map((column) => column.name) ?? []}
            error={problemOf(name)}
            change={(source) => {
              setTouched((names) => new Set([...names, name]));
              change(withColumn(entry, name, source));
            }}
          />
        ))}
      </div>
      {away > 0 || all ? (
        <Button className={classes["more"] ?? ""} variant="subtle" size="compact-sm" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? text.imports.fewerColumns : text.imports.moreColumns(away)}
        </Button>
      ) : null}
    </>
  );
}

/** A place in the mapping by the words of this page, where it has a field of its own. */
function placeOf(place: string): string {
  const words = text.imports;
  const names: Readonly<Record<string, string>> = {
    where: words.where,
    mode: words.mode,
    formats: words.locale,
    table: words.table,
    columns: words.fields,
  };
  const field = /tables\[\d+\]\.(\w+)/.exec(place)?.[1];
  return (field === undefined ? undefined : names[field]) ?? place;
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
