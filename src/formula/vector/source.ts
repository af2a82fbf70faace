import { type Rational, scaled } from "../../money/rational.ts";
import { BLANK_DAY, type Column, type NumberColumn } from "../../table/column.ts";
import type { ValueType } from "../../table/definition.ts";
import { type Expression, namesOf } from "../expression.ts";
import { outcomeOf } from "../evaluate.ts";
import type { Outcome } from "../outcome.ts";
import type { Lookup, Value } from "../value.ts";

/** What a name stands for over many rows: a column with a value a row, or one value (undefined: blank) for all of them. */
export type VectorSource = Column | { readonly type: "constant"; readonly value: Value | undefined };

/** The names of one formula, bound to columns and constants. */
export type Sources = ReadonlyMap<string, VectorSource>;

const COLUMN_TYPES: Record<ValueType, Column["type"]> = {
  Money: "number",
  Percent: "number",
  Number: "number",
  Date: "date",
  Text: "text",
  Boolean: "boolean",
};

/** Throws TypeError when a column is not of its name's type: the binding does not match the scope. */
export function bind(expression: Expression, columnOf: (name: string) => VectorSource): Sources {
  const sources = new Map<string, VectorSource>();
  for (const name of namesOf(expression)) {
    const source = columnOf(name);
    const type = typeOfName(expression, name);
    if (source.type !== "constant" && type !== undefined && source.type !== COLUMN_TYPES[type])
      throw new TypeError(`${name} is ${type}, its column is of type ${source.type}`);
    sources.set(name, source);
  }
  return sources;
}

function typeOfName(expression: Expression, name: string): ValueType | undefined {
  if (expression.kind === "name") return expression.name === name ? expression.type : undefined;
  const parts =
    expression.kind === "call"
      ? expression.arguments
      : "operand" in expression
        ? [expression.operand]
        : "left" in expression
          ? [expression.left, expression.right]
          : [];
  for (const part of parts) {
    const type = typeOfName(part, name);
    if (type) return type;
  }
  return undefined;
}

/** The columns that a part of a formula reads; constants are not among them. */
export function columnsOf(expression: Expression, sources: Sources): [name: string, column: Column][] {
  const columns: [string, Column][] = [];
  for (const name of namesOf(expression)) {
    const source = sources.get(name);
    if (source && source.type !== "constant") columns.push([name, source]);
  }
  return columns;
}

/** The value of a part that reads no column. */
export function constantOutcome(expression: Expression, sources: Sources): Outcome {
  return outcomeOf(expression, (name) => {
    const source = sources.get(name);
    return source?.type === "constant" ? source.value : undefined;
  });
}

/** Reads the sources at the row that `move` has set: one lookup for a whole pass. */
export function rowLookup(sources: Sources): { readonly lookup: Lookup; readonly move: (row: number) => void } {
  let row = 0;
  return {
    lookup(name) {
      const source = sources.get(name);
      return source && (source.type === "constant" ? source.value : valueAt(source, row));
    },
    move(to) {
      row = to;
    },
  };
}

/** The exact value of a column at a row, or undefined where it is blank. */
export function valueAt(column: Column, row: number): Value | undefined {
  switch (column.type) {
    case "text":
      return column.dictionary[column.codes[row] ?? -1];
    case "number":
      return numberAt(column, row);
    case "date": {
      const day = column.days[row];
      return day === BLANK_DAY ? undefined : day;
    }
    case "boolean": {
      const value = column.values[row];
      return value === 2 || value === undefined ? undefined : value === 1;
    }
  }
}

function numberAt({ values, wide, scale }: NumberColumn, row: number): Rational | undefined {
  const value = values[row] ?? Number.NaN;
  if (!Number.isNaN(value)) return fraction(value, scale);
  const exact = wide?.get(row);
  return exact === undefined ? undefined : scaled(exact, scale);
}

/** A safe integer scaled by 10^scale in lowest terms; the common twos and fives are taken out while it is still a plain number. */
function fraction(value: number, scale: number): Rational {
  let [whole, twos, fives] = [value, scale, scale];
  for (; twos > 0 && whole % 2 === 0; twos--) whole /= 2;
  for (; fives > 0 && whole % 5 === 0; fives--) whole /= 5;
  return { numerator: BigInt(whole), denominator: DENOMINATORS[twos]?.[fives] ?? 2n ** BigInt(twos) * 5n ** BigInt(fives) };
}

/** 2^twos × 5^fives of the scales that occur. */
const DENOMINATORS = Array.from({ length: 7 }, (_, twos) =>
  Array.from({ length: 7 }, (__, fives) => 2n ** BigInt(twos) * 5n ** BigInt(fives)),
);
