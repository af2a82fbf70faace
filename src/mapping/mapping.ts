import { type ReadCompany, readCompanyDocument } from "../company/document.ts";
import { REPLACEABLE, TABLES } from "../company/tables.ts";
import { error, type PathStep, type PlanProblem } from "../plans/problem.ts";
import { shapeProblems } from "../plans/shape-problems.ts";
import { suggestion } from "../plans/suggest.ts";
import { declareFormats, type FormatDeclaration, type Formats, OWN_FORMATS } from "../table/formats.ts";
import { type Mapping, mappingShape } from "./shape.ts";

/** A mapping file whose shape, formats and table names are right. What depends on the files' headers is checked when they are opened. */
export type ReadMapping = { readonly mapping: Mapping; readonly company: ReadCompany | null; readonly formats: Formats };

/** Reads a parsed mapping file. Every problem names its path and the fix. */
export function readMapping(
  json: unknown,
): { readonly ok: true; readonly mapping: ReadMapping } | { readonly ok: false; readonly problems: readonly PlanProblem[] } {
  const parsed = mappingShape.safeParse(json, { reportInput: true });
  if (!parsed.success) return { ok: false, problems: shapeProblems(mappingShape, json, parsed.error.issues) };
  const mapping = parsed.data;
  const problems: PlanProblem[] = [];
  const formats = formatsAt(["formats"], mapping.formats ?? {}, OWN_FORMATS, problems);
  const company = mapping.company === undefined ? undefined : readCompanyDocument(mapping.company);
  if (company && !company.ok) problems.push(...company.problems.map((problem) => ({ ...problem, path: `company.${problem.path}` })));
  for (const [index, table] of mapping.tables.entries()) problems.push(...tableProblems(mapping, table, ["tables", index], formats));
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, mapping: { mapping, company: company?.ok === true ? company.company : null, formats } };
}

function tableProblems(mapping: Mapping, table: Mapping["tables"][number], path: readonly PathStep[], outer: Formats): PlanProblem[] {
  const problems: PlanProblem[] = [];
  const known = TABLES.map(({ name }) => name);
  if (!known.includes(table.table))
    problems.push(error([...path, "table"], `"${table.table}" is not a table.`, suggestion(table.table, known, "")));
  if (table.period && table.repeat)
    problems.push(error([...path, "repeat"], "period and repeat cannot stand together.", "Use one of them."));
  if (typeof table.mode === "object" && table.table !== "transactions")
    problems.push(error([...path, "mode"], `replace with dates is for transactions, not for ${table.table}.`, 'Use "upsert".'));
  if (table.mode === "replace" && !REPLACEABLE.includes(table.table))
    problems.push(
      error([...path, "mode"], `${table.table} cannot be replaced as a whole.`, `Use "upsert"; replace is for ${REPLACEABLE.join(", ")}.`),
    );
  const formats = formatsAt([...path, "formats"], table.formats ?? {}, outer, problems);
  for (const [name, column] of Object.entries(table.columns)) {
    if (typeof column === "string" || !("column" in column)) continue;
    formatsAt([...path, "columns", name], column, formats, problems);
    if (typeof column.aliases === "string" && !Object.hasOwn(mapping.aliases ?? {}, column.aliases)) {
      problems.push(
        error(
          [...path, "columns", name, "aliases"],
          `"${column.aliases}" is not one of the mapping's aliases.`,
          suggestion(column.aliases, Object.keys(mapping.aliases ?? {}), "Declare it under aliases."),
        ),
      );
    }
  }
  for (const [name, type] of Object.entries(table.types ?? {}))
    if (typeof type === "object") formatsAt([...path, "types", name], type, formats, problems);
  return problems;
}

function formatsAt(path: readonly PathStep[], declared: FormatDeclaration, outer: Formats, problems: PlanProblem[]): Formats {
  try {
    return declareFormats(declared, outer);
  } catch (fault) {
    if (!(fault instanceof RangeError)) throw fault;
    problems.push(error(path, `${fault.message}.`, "See docs/import.md."));
    return outer;
  }
}
