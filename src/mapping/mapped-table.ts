import { type FiscalCalendar, hasCalendar } from "../calendar/fiscal.ts";
import type { CompanyDocument } from "../company/document.ts";
import { TABLES } from "../company/tables.ts";
import { nearest } from "../formula/suggest.ts";
import { error, type PathStep, type PlanProblem } from "../plans/problem.ts";
import { suggestion } from "../plans/suggest.ts";
import { columnsOf } from "../table/attributes.ts";
import { rowNames } from "../table/compact-row.ts";
import type { ColumnDefinition, TableDefinition } from "../table/definition.ts";
import { declareFormats, type Formats } from "../table/formats.ts";
import { cellReader } from "../table/parse-cell.ts";
import { type CompiledEntry, type MappedRows, readMappedRow } from "./mapped-row.ts";
import { compileJoins, type JoinedFile } from "./row-joins.ts";
import { compilePeriods } from "./row-periods.ts";
import type { MappedTable, Mapping } from "./shape.ts";
import { describeFormulaErrors, sourceFormula } from "./source-formula.ts";
import { type DeclaredTypes, namesOfFile, PERIOD_NAMES, type SourceName, type SourceNames } from "./source-row.ts";
import { type TargetColumn, targetColumn } from "./target-column.ts";

export type TableContext = {
  readonly mapping: Mapping;
  readonly table: MappedTable;
  readonly index: number;
  readonly file: string;
  readonly header: readonly string[];
  readonly joins: readonly JoinedFile[];
  readonly lookups: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly company: CompanyDocument;
  readonly calendar: FiscalCalendar;
  /** Of the mapping as a whole. */
  readonly formats: Formats;
};

/** Reads the rows that one source row makes: none when `where` does not hold, several with `repeat`. */
export type MappedReader = {
  readonly table: TableDefinition;
  readonly read: (cells: readonly string[], line: number) => MappedRows;
};

/** Compiles one entry of the mapping against the headers of its files, or says everything that is wrong with it. */
export function compileMappedTable(context: TableContext): MappedReader | { readonly problems: readonly PlanProblem[] } {
  const { table: entry, index, calendar } = context;
  const path: readonly PathStep[] = ["tables", index];
  const definition = TABLES.find(({ name }) => name === entry.table);
  if (!definition) return { problems: [error([...path, "table"], `"${entry.table}" is not a table.`, "")] };
  const formats = declareFormats(entry.formats ?? {}, context.formats);
  const names = sourceNames(context, formats);
  const problems: PlanProblem[] = [...joinProblems(context, names, path), ...periodProblems(entry, names, calendar, path)];
  const columns = targetColumns(definition, context, formats, names, path, problems);
  const where = entry.where === undefined ? undefined : sourceFormula(entry.where, names, ["Boolean"]);
  if (where && "errors" in where)
    problems.push(
      error(
        [...path, "where"],
        `\n${describeFormulaErrors(entry.where ?? "", where.errors)}\n`,
        "Columns are Text unless `types` declares them.",
      ),
    );
  if (problems.length > 0) return { problems };
  const joins = compileJoins(entry.join, context.joins, names);
  const periods = compilePeriods(entry, calendar, formats, names);
  const condition = where && "run" in where ? where.run : undefined;
  const source = defaultSource(definition, context);
  const targets = rowNames([...columns.map(({ name }) => name), ...(source === undefined ? [] : ["source"])]);
  const compiled: CompiledEntry = { joins, periods, condition, columns, names: targets, source, file: context.file };
  return { table: definition, read: (cells, line) => readMappedRow(compiled, cells, line) };
}

function sourceNames(context: TableContext, formats: Formats): SourceNames {
  const types: DeclaredTypes = new Map(
    Object.entries(context.table.types ?? {}).map(([name, declared]) => [
      name,
      typeof declared === "string" ? { type: declared, formats } : { type: declared.type, formats: declareFormats(declared, formats) },
    ]),
  );
  const own = namesOfFile(context.header, "", -1, types, formats);
  const joined = (context.table.join ?? []).flatMap(({ as }, index) =>
    namesOfFile(context.joins[index]?.header ?? [], `${as}.`, index, types, formats),
  );
  return new Map<string, SourceName>([...own, ...joined, ...(context.table.period || context.table.repeat ? PERIOD_NAMES : [])]);
}

function joinProblems({ table, joins }: TableContext, names: SourceNames, path: readonly PathStep[]): PlanProblem[] {
  return (table.join ?? []).flatMap((join, index) => {
    const header = joins[index]?.header ?? [];
    return Object.entries(join.on).flatMap(([left, right]) => [
      ...(names.has(left)
        ? []
        : [error([...path, "join", index, "on"], `the files have no column "${left}".`, suggestion(left, names.keys(), ""))]),
      ...(header.includes(right)
        ? []
        : [
            error(
              [...path, "join", index, "on", left],
              `${join.file} has no column "${right}".`,
              suggestion(right, header, "Its header is empty."),
            ),
          ]),
    ]);
  });
}

function periodProblems(entry: MappedTable, names: SourceNames, calendar: FiscalCalendar, path: readonly PathStep[]): PlanProblem[] {
  const used = entry.period ?? entry.repeat;
  if (!used) return [];
  const at = entry.period?.at;
  return [
    ...(hasCalendar(calendar, used.calendar)
      ? []
      : [
          error(
            [...path, entry.period ? "period" : "repeat", "calendar"],
            `"${used.calendar}" is not a calendar of the company.`,
            suggestion(used.calendar, ["month", "quarter", "year", ...calendar.custom.keys()], ""),
          ),
        ]),
    ...(at === undefined || names.has(at)
      ? []
      : [error([...path, "period", "at"], `the files have no column "${at}".`, suggestion(at, names.keys(), ""))]),
  ];
}

/** What to write instead of a column that is not there; an attribute has to be declared first. */
function columnInstead(name: string, columns: Iterable<string>, { attributesOf }: TableDefinition): string {
  const prefix = "attributes.";
  const all = [...columns];
  if (!name.startsWith(prefix) || attributesOf === undefined) return suggestion(name, all, "");
  const attribute = name.slice(prefix.length);
  const declared = all.filter((column) => column.startsWith(prefix)).map((column) => column.slice(prefix.length));
  const near = nearest(attribute, declared);
  return near === undefined
    ? `Declare it with its type: "company": {…, "attributes": {"${attributesOf}": {${JSON.stringify(attribute)}: "Text"}}}.`
    : `Did you mean "${prefix}${near}"?`;
}

function targetColumns(
  definition: TableDefinition,
  context: TableContext,
  formats: Formats,
  names: SourceNames,
  path: readonly PathStep[],
  problems: PlanProblem[],
): TargetColumn[] {
  const targets = new Map(columnsOf(definition, context.company.attributes).map((column) => [column.name, column]));
  const aliases = new Map(Object.entries(context.mapping.aliases ?? {}).map(([name, words]) => [name, new Map(Object.entries(words))]));
  const columns = Object.entries(context.table.columns).flatMap(([name, source]) => {
    const target = targets.get(name);
    const columnPath = [...path, "columns", name];
    if (!target) {
      problems.push(error(columnPath, `is not a column of ${definition.name}.`, columnInstead(name, targets.keys(), definition)));
      return [];
    }
    const compiled = targetColumn(target, source, columnPath, {
      names,
      formats,
      limits: context.company,
      aliases,
      lookups: context.lookups,
    });
    if ("read" in compiled) return [compiled];
    problems.push(...compiled);
    return [];
  });
  const filled = new Set(Object.keys(context.table.columns));
  for (const target of targets.values()) {
    if (filled.has(target.name)) continue;
    if (target.default !== undefined) columns.push(constantColumn(target, context.company));
    else if (target.required === true) problems.push(error([...path, "columns"], `${target.name} is missing.`, `Add it (${target.help}).`));
  }
  return columns;
}

function constantColumn(target: ColumnDefinition, company: CompanyDocument): TargetColumn {
  const cell = cellReader(target, declareFormats({}), company)("");
  return { name: target.name, read: () => cell, text: () => "" };
}

/** The mapping's source stands in transactions and splits whose own column is not mapped. */
function defaultSource(definition: TableDefinition, { mapping, table }: TableContext): string | undefined {
  const open = definition.columns.some(({ name }) => name === "source") && !Object.hasOwn(table.columns, "source");
  return open ? mapping.source : undefined;
}
