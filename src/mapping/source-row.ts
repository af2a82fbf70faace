import { formatDay, OPEN_END, OPEN_START } from "../calendar/day.ts";
import type { Period } from "../calendar/period.ts";
import type { ScopeEntry, Value } from "../formula/value.ts";
import { toRational } from "../money/decimal.ts";
import { columnTypeOf } from "../table/attributes.ts";
import type { ColumnDefinition, ValueType } from "../table/definition.ts";
import type { Formats } from "../table/formats.ts";
import { type CellReader, cellReader, type Limits } from "../table/parse-cell.ts";
import type { Refusal } from "../table/problem.ts";
import { isRefusal } from "../table/refusal.ts";
import { isTyped, typedFormats, untyped } from "../table/typed-cell.ts";
import { unescapeFormula } from "../table/write-csv.ts";

/** What a mapping reads: the cells of a row, those of the rows joined to it, and the period it stands for. */
export type SourceRow = {
  readonly cells: readonly string[];
  readonly joined: readonly (readonly string[] | undefined)[];
  readonly period?: Period;
};

/** A name that columns and formulas of a mapping may read. */
export type SourceName = {
  readonly entry: ScopeEntry;
  /** The cell's text, trimmed; blank when it is empty, a word for blank, or not joined. */
  readonly text: (row: SourceRow) => string;
  /** Whether the file itself holds the cell as a number, date or boolean: it is in Attain's own form then. */
  readonly typed: (row: SourceRow) => boolean;
  /** The typed value for formulas; undefined when blank. */
  readonly value: (row: SourceRow) => Value | undefined | Refusal;
};
export type SourceNames = ReadonlyMap<string, SourceName>;

/** How the columns of a file are typed: Text unless declared. */
export type DeclaredTypes = ReadonlyMap<string, { readonly type: ValueType; readonly formats: Formats }>;

/** Names of the file's own columns (`join` -1, prefix "") or of a joined file's (`as.`). */
export function namesOfFile(
  header: readonly string[],
  prefix: string,
  join: number,
  types: DeclaredTypes,
  formats: Formats,
): [string, SourceName][] {
  return header.flatMap((column, index): [string, SourceName][] => {
    if (column === "") return [];
    const name = prefix + column;
    const { type, formats: declared } = types.get(name) ?? { type: "Text", formats };
    const nulls = new Set(declared.null);
    const cellOf = (row: SourceRow): string => (join < 0 ? row.cells[index] : row.joined[join]?.[index]) ?? "";
    const text = (row: SourceRow): string => {
      const cell = cellOf(row);
      if (isTyped(cell)) return untyped(cell);
      const value = unescapeFormula(cell).trim();
      return nulls.has(value) ? "" : value;
    };
    const typed = (row: SourceRow): boolean => isTyped(cellOf(row));
    return [[name, { entry: { type, nullable: true }, text, typed, value: valueReader(type, declared, { text, typed }) }]];
  });
}

/** A reader of texts under the declared formats, and of typed cells in their own form. */
export function formattedReader(
  column: ColumnDefinition,
  formats: Formats,
  limits: Limits,
): (text: string, typed: boolean) => ReturnType<CellReader> {
  const read = cellReader(column, formats, limits);
  const [plain, percent] = ["", "%"].map((text) => cellReader(column, typedFormats(formats, text), limits));
  return (text, typed) => (typed ? ((text.endsWith("%") ? percent : plain) ?? read) : read)(text);
}

/** Source values keep more decimals than any company does: only targets are limited. */
const SOURCE_LIMITS = { amountDigits: 12 };

function valueReader(type: ValueType, formats: Formats, { text, typed }: Pick<SourceName, "text" | "typed">): SourceName["value"] {
  if (type === "Text") return (row) => text(row) || undefined;
  const read = formattedReader({ name: "", type: type === "Number" ? "amount" : columnTypeOf(type), help: "" }, formats, SOURCE_LIMITS);
  return (row) => {
    const cell = read(text(row), typed(row));
    if (cell === null) return undefined;
    return typeof cell === "object" && !isRefusal(cell) ? toRational(cell) : cell;
  };
}

/** period.name, period.from and period.to; open ends are blank. */
export const PERIOD_NAMES: readonly (readonly [string, SourceName])[] = [
  ["period.name", { entry: { type: "Text" }, text: (row) => row.period?.name ?? "", typed: () => false, value: (row) => row.period?.name }],
  ["period.from", periodDay(({ from }) => (from === OPEN_START ? undefined : from))],
  ["period.to", periodDay(({ to }) => (to === OPEN_END ? undefined : to))],
];

function periodDay(dayOf: (period: Period) => number | undefined): SourceName {
  const value = (row: SourceRow): number | undefined => row.period && dayOf(row.period);
  return {
    entry: { type: "Date", nullable: true },
    text: (row) => {
      const day = value(row);
      return day === undefined ? "" : formatDay(day);
    },
    typed: () => true,
    value,
  };
}
