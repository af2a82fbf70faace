import { formatDay } from "../calendar/day.ts";
import { formatExact } from "../money/decimal.ts";
import { multiply, rational, type Rational } from "../money/rational.ts";
import type { Value } from "../formula/value.ts";
import { error, type PathStep, type PlanProblem } from "../plans/problem.ts";
import { suggestion } from "../plans/suggest.ts";
import type { ColumnDefinition, ColumnType, ValueType } from "../table/definition.ts";
import { declareFormats, type Formats, OWN_FORMATS } from "../table/formats.ts";
import { cellReader, type Limits } from "../table/parse-cell.ts";
import type { Refusal } from "../table/problem.ts";
import { isRefusal, refuse } from "../table/refusal.ts";
import type { Cell } from "../table/row.ts";
import { isTyped, untyped } from "../table/typed-cell.ts";
import type { ColumnSource } from "./shape.ts";
import { describeFormulaErrors, sourceFormula } from "./source-formula.ts";
import { formattedReader, type SourceNames, type SourceRow } from "./source-row.ts";

/** Reads one target cell from a source row. `text` is what stands in the file, for reports. */
export type TargetColumn = {
  readonly name: string;
  readonly read: (row: SourceRow) => Cell | null | Refusal;
  readonly text: (row: SourceRow) => string;
};

export type ColumnContext = {
  readonly names: SourceNames;
  readonly formats: Formats;
  readonly limits: Limits;
  /** The mapping's named aliases. */
  readonly aliases: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Values of lookup files, by path of the column in the mapping. */
  readonly lookups: ReadonlyMap<string, ReadonlyMap<string, string>>;
};

const EXPECTED: Readonly<Record<ColumnType, readonly ValueType[]>> = {
  text: ["Text"],
  choice: ["Text"],
  currency: ["Text"],
  date: ["Date"],
  boolean: ["Boolean"],
  amount: ["Money", "Number"],
  number: ["Number", "Money"],
  integer: ["Number"],
  percent: ["Percent", "Number"],
};

/** Compiles how one target column is filled, or says what is wrong with the mapping there. */
export function targetColumn(
  target: ColumnDefinition,
  source: ColumnSource,
  path: readonly PathStep[],
  context: ColumnContext,
): TargetColumn | readonly PlanProblem[] {
  if (typeof source !== "string" && "constant" in source) {
    const cell = cellReader(target, OWN_FORMATS, context.limits)(source.constant);
    if (isRefusal(cell)) return [error([...path, "constant"], `"${source.constant}" ${cell.reason}.`, `${cell.fix}.`)];
    return { name: target.name, read: () => cell, text: () => source.constant };
  }
  if (typeof source !== "string" && "formula" in source) return formulaColumn(target, source.formula, path, context);
  return plainColumn(target, typeof source === "string" ? { column: source } : source, path, context);
}

function plainColumn(
  target: ColumnDefinition,
  source: Extract<ColumnSource, { column: string }>,
  path: readonly PathStep[],
  context: ColumnContext,
): TargetColumn | readonly PlanProblem[] {
  const name = context.names.get(source.column);
  if (!name)
    return [
      error(path, `the files have no column "${source.column}".`, suggestion(source.column, context.names.keys(), "The header is empty.")),
    ];
  const formats = declareFormats(source, context.formats);
  const nulls = new Set(formats.null);
  const aliases = typeof source.aliases === "string" ? context.aliases.get(source.aliases) : new Map(Object.entries(source.aliases ?? {}));
  const lookup = source.lookup && context.lookups.get(path.join("."));
  const read = formattedReader(target, formats, context.limits);
  return {
    name: target.name,
    text: name.text,
    read: (row) => {
      const written = name.text(row);
      const alias = aliases?.get(written);
      const text = alias ?? written;
      if (!lookup || text === "" || nulls.has(text)) return read(text, alias === undefined && name.typed(row));
      const found = lookup.get(text);
      if (found !== undefined) return read(untyped(found), isTyped(found));
      return source.lookup?.required === true
        ? refuse("lookup-failed", `is not in the column ${source.lookup.key} of ${source.lookup.file}`, "Correct it, or add it there")
        : read("", false);
    },
  };
}

function formulaColumn(
  target: ColumnDefinition,
  formula: string,
  path: readonly PathStep[],
  context: ColumnContext,
): TargetColumn | readonly PlanProblem[] {
  const compiled = sourceFormula(formula, context.names, EXPECTED[target.type]);
  if ("errors" in compiled)
    return [
      error(
        [...path, "formula"],
        `\n${describeFormulaErrors(formula, compiled.errors)}\n`,
        "Columns are Text unless `types` declares them.",
      ),
    ];
  const read = cellReader(target, OWN_FORMATS, context.limits);
  return {
    name: target.name,
    text: () => formula,
    read: (row) => {
      const value = compiled.run(row);
      if (value === undefined) return read("");
      if (isRefusal(value)) return value;
      const text = ownText(target.type, value);
      return text.startsWith("≈") && typeof value === "object"
        ? refuse("too-many-decimals", `the formula gives ${text}, which no decimal says exactly`, "ROUND it in the formula")
        : read(text);
    },
  };
}

/** A formula's value in Attain's own text form; one that is no finite decimal begins with ≈. */
function ownText(type: ColumnType, value: Value): string {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number") return formatDay(value);
  return type === "percent" ? `${formatExact(multiply(value, HUNDRED))}%` : formatExact(value);
}

const HUNDRED: Rational = rational(100n);
