import { NativeSelect, TextInput } from "@mantine/core";
import { text } from "../../web/kit/text.ts";
import classes from "./import.module.css";
import { headerOf, type Source } from "./mapping-document.ts";

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

/** What fills one column of a table: a column of the file, a formula, or the same in every row. */
export function ColumnEditor({ name, help, required, date, source, headers, error, change }: ColumnEditorProps) {
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
