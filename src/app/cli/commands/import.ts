import { resolve } from "node:path";
import { REPLACEABLE } from "../../../company/tables.ts";
import type { Store } from "../../database/store.ts";
import type { InputSource } from "../../files/inputs.ts";
import { FileRefusal } from "../../files/file-refusal.ts";
import { writeRejectedFiles } from "../../files/rejected-files.ts";
import { importFiles } from "../../import/import.ts";
import type { ImportResult } from "../../import/result.ts";
import { readRejections, type Rejection } from "../../import/rejections.ts";
import { shorten } from "../../../table/problem.ts";
import { commandSession } from "../company.ts";
import { argumentList, type CommandDefinition, flag, type Invocation, textOption } from "../command.ts";
import { BLOCKED, CANCELLED, type CommandContext, DONE, Refusal } from "../context.ts";
import { companyForImport } from "../import-company.ts";
import { warningText } from "../problem.ts";
import { importProgress } from "../progress.ts";
import { resumeWork } from "../resume.ts";
import { withStore } from "../store.ts";
import { grouped, textTable } from "../text-table.ts";

export const importCommand: CommandDefinition = {
  examples: [
    "attain import my-company",
    "attain import transactions-2026-03.csv.gz",
    "attain import crm-export --mapping crm.json --dry-run",
    "attain import transactions.csv --rejected rejected",
  ],
  usesStore: true,
  configure: (command) => {
    command
      .argument(
        "<paths...>",
        "company folders or files; with --mapping: the folder its files stand in, then corrected files to read instead",
      )
      .option("--mapping <file>", "how the columns of other files become Attain's")
      .option("--replace <tables>", `remove rows that the files leave out: ${REPLACEABLE.join(", ")}`)
      .option("--dry-run", "show what would change, and publish nothing")
      .option("--rejected <folder>", "write rejected rows there as files: correct them and import those alone")
      .option("--company <name>", "the company, when the files name none and the database holds several");
  },
  run: (invocation, context) => withStore(context, (store) => run(store, invocation, context)),
};

async function run(store: Store, invocation: Invocation, context: CommandContext): Promise<number> {
  await resumeWork(store, context);
  const dryRun = flag(invocation, "dryRun");
  const mapping = textOption(invocation, "mapping");
  const request = {
    paths: argumentList(invocation, 0).map((path) => resolve(context.cwd, path)),
    ...(mapping === undefined ? {} : { mapping: resolve(context.cwd, mapping) }),
    replace: replacedBy(textOption(invocation, "replace"), mapping),
  };
  const owner = await companyForImport(store, request, textOption(invocation, "company"));
  const progress = importProgress(context);
  const read = (preview: boolean) =>
    importFiles(store, commandSession(owner.company), { ...request, dryRun: preview, signal: context.signal }, progress.show).finally(
      progress.end,
    );
  try {
    if (!dryRun && !(await voidingConfirmed(context, owner.sources, () => read(true)))) {
      await owner.undo();
      return CANCELLED;
    }
    const result = await read(dryRun);
    const rejections: Rejection[] = [];
    for await (const rejection of readRejections(store, owner.company.id, result.importId)) rejections.push(rejection);
    if (result.state === "cancelled" && !dryRun) await owner.undo();
    if (flag(invocation, "json")) writeJson(context, owner.company.name, result, rejections);
    else {
      if (result.state === "published" && owner.isNew) context.err(`Made the company ${owner.company.name}.\n`);
      writeText(context, owner.company.name, result, rejections);
    }
    const folder = textOption(invocation, "rejected");
    if (folder !== undefined) await writeRejected(resolve(context.cwd, folder), owner.sources, rejections, result.importId, context);
    if (result.state === "cancelled") return CANCELLED;
    return result.rejected > 0 ? BLOCKED : DONE;
  } catch (error) {
    // Files that are refused leave nothing behind, a company made for them neither. Other ends can be taken up again.
    if (error instanceof FileRefusal && !dryRun) await owner.undo();
    throw error;
  } finally {
    if (dryRun) await owner.undo();
  }
}

/** Names of the tables of --replace. */
function replacedBy(text: string | undefined, mapping: string | undefined): readonly string[] {
  const names = text === undefined ? [] : text.split(",").map((name) => name.trim());
  if (names.length > 0 && mapping !== undefined)
    throw new Refusal("--replace is for Attain's own files", 'A mapping says "mode": "replace" itself');
  const unknown = names.find((name) => !REPLACEABLE.includes(name));
  if (unknown !== undefined)
    throw new Refusal(`--replace ${unknown}: only these tables can be replaced as a whole`, `Name some of ${REPLACEABLE.join(", ")}`);
  return names;
}

async function writeRejected(
  folder: string,
  sources: readonly InputSource[],
  rejections: readonly Rejection[],
  importId: number,
  { err }: CommandContext,
): Promise<void> {
  for (const { path, rows } of await writeRejectedFiles(folder, sources, rejections, importId))
    err(`${grouped(String(rows))} rejected ${rows === 1 ? "row" : "rows"} written to ${path}\n`);
}

/** Files that replace void what they leave out: a person at the terminal sees how many rows before it happens. */
async function voidingConfirmed(
  { ask, err }: CommandContext,
  sources: readonly InputSource[],
  preview: () => Promise<ImportResult>,
): Promise<boolean> {
  if (!ask || sources.every(({ mode }) => mode === "upsert")) return true;
  const voided = [...(await preview()).tables.values()].reduce((sum, counts) => sum + counts.voided, 0);
  if (voided === 0 || (await ask(`${grouped(String(voided))} rows that the files leave out will be voided. Go on?`))) return true;
  err("Nothing was imported.\n");
  return false;
}

function writeJson(
  { out }: CommandContext,
  company: string,
  { importId, state, changeNumber, tables, rejected, leftOut, warnings }: ImportResult,
  rejections: readonly Rejection[],
): void {
  const counts = { tables: Object.fromEntries(tables), rejected, leftOut };
  out(`${JSON.stringify({ company, importId, state, changeNumber, ...counts, rejections, warnings })}\n`);
}

/** In the form of `formatProblem`: `orders.csv:17: amount "1.234,56": what is wrong. What to do`. */
function rejectionLine({ file, line, column, value, reason }: Rejection): string {
  const shown = value === "" ? "" : ` ${JSON.stringify(shorten(value))}`;
  const subject = column === "" ? shown : ` ${column}${shown}`;
  return `${line > 0 ? `${file}:${line}` : file}:${subject === "" ? "" : `${subject}:`} ${reason}`;
}

function writeText(
  { out, err }: CommandContext,
  company: string,
  { importId, state, changeNumber, tables, rejected, leftOut, warnings }: ImportResult,
  rejections: readonly Rejection[],
): void {
  const right = { align: "right" } as const;
  const columns = [{ title: "Table" }, ...["Read", "New", "Changed", "Same", "Voided", "Rejected"].map((title) => ({ title, ...right }))];
  const rows = [...tables].map(([name, counts]) => [
    name,
    ...[counts.read, counts.new, counts.changed, counts.same + counts.collapsed, counts.voided, counts.rejected].map((count) =>
      grouped(String(count)),
    ),
  ]);
  if (rows.length > 0) out(`${textTable(columns, rows)}\n`);
  for (const { table, file, condition, rows: passed } of leftOut)
    out(
      `${grouped(String(passed))} ${passed === 1 ? "row" : "rows"} of ${file} left out of ${table} by the condition ${shorten(condition)}\n`,
    );
  for (const rejection of rejections) err(`${rejectionLine(rejection)}\n`);
  for (const warning of warnings) err(warningText(warning));
  const refused = rejected === 0 ? "" : `, ${grouped(String(rejected))} ${rejected === 1 ? "row" : "rows"} rejected`;
  if (state === "preview") out(`Preview for ${company}: nothing was published${refused}.\n`);
  else if (state === "cancelled") out("Cancelled: nothing was published.\n");
  else
    out(
      changeNumber === null
        ? `Import ${importId} for ${company}: nothing changed${refused}.\n`
        : `Import ${importId} for ${company}: published as change ${changeNumber}${refused}.\n`,
    );
}
