import { resolve } from "node:path";
import { TABLES } from "../../../company/tables.ts";
import { nearest } from "../../../formula/suggest.ts";
import { lastChange } from "../../import/check-inputs.ts";
import { readCompanyRow } from "../../import/company-row.ts";
import { exportedTable } from "../../export/table-rows.ts";
import { writeCompanyFolder } from "../../export/write-folder.ts";
import { writeCsv, writeJson } from "../../export/write-table.ts";
import { chooseCompany, commandSession } from "../company.ts";
import { type CommandDefinition, flag, optionalArgument, textOption } from "../command.ts";
import { DONE, Refusal } from "../context.ts";
import { withStore } from "../store.ts";

export const exportCommand: CommandDefinition = {
  examples: [
    "attain export my-company",
    "attain export --table quotas > quotas.csv",
    "attain export --table transactions --json --as-of 12",
  ],
  usesStore: true,
  configure: (command) => {
    command
      .argument("[folder]", "a new or empty folder to write")
      .option("--table <name>", `one table, to stdout: ${TABLES.map((table) => table.name).join(", ")}`)
      .option("--as-of <number>", "as it was known at this change number")
      .option("--company <name>", "the company, when the database holds several");
  },
  run: (invocation, context) => {
    const folder = optionalArgument(invocation, 0);
    const tableName = textOption(invocation, "table");
    if ((folder === undefined) === (tableName === undefined))
      throw new Refusal("Nothing or two things are named to export", "Name either a folder to write or one table with --table");
    const table = TABLES.find((known) => known.name === tableName);
    if (tableName !== undefined && !table) throw new Refusal(`There is no table ${JSON.stringify(tableName)}`, suggestTable(tableName));
    return withStore(context, async (store) => {
      const company = await chooseCompany(store, textOption(invocation, "company"));
      await store.as(commandSession(company), async (tx) => {
        const changeNumber = changeNumberOf(textOption(invocation, "asOf"), await lastChange(tx, company.id));
        const document = await readCompanyRow(tx, company.id, changeNumber);
        if (!document) throw new Refusal(`${company.name} did not exist at change ${changeNumber}`, "Name a later change with --as-of");
        if (table) {
          const source = exportedTable(store, tx, company.id, changeNumber, table, document.attributes);
          await (flag(invocation, "json") ? writeJson : writeCsv)(source, context.out);
          return;
        }
        const target = resolve(context.cwd, folder ?? "");
        const counts = await writeCompanyFolder(store, tx, company.id, changeNumber, document, target);
        if (flag(invocation, "json"))
          context.out(`${JSON.stringify({ folder: target, changeNumber, rows: Object.fromEntries(counts) })}\n`);
        else
          context.out(
            `${company.name} as of change ${changeNumber} is in ${target}\n${[...counts].map(([name, rows]) => `  ${name}: ${rows}\n`).join("")}`,
          );
      });
      return DONE;
    });
  },
};

function suggestTable(name: string): string {
  const names = TABLES.map((table) => table.name);
  const near = nearest(name, names);
  return near === undefined ? `The tables are ${names.join(", ")}` : `Did you mean ${near}?`;
}

/** A change number that exists; absent: the latest. */
function changeNumberOf(text: string | undefined, latest: number): number {
  if (text === undefined) return latest;
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 1 && number <= latest) return number;
  throw new Refusal(`--as-of ${text} is no change number`, `They are whole numbers from 1 to ${latest}`);
}
