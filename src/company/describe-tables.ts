import type { ColumnDefinition } from "../table/definition.ts";
import { TABLES } from "./tables.ts";

/** Marks of the generated part of docs/company-folder.md. */
export const TABLES_BEGIN = "<!-- tables: written by scripts/build-file-docs.ts -->";
export const TABLES_END = "<!-- end of tables -->";

/** Every table with its columns, for docs/company-folder.md. */
export function tablesInMarkdown(): string {
  return TABLES.map((table) => {
    const attributes =
      table.attributesOf === undefined ? "" : ` Takes \`attributes.<name>\` for each declared attribute of a ${table.attributesOf}.`;
    const rows = table.columns.map(
      (column) => `| \`${column.name}\` | ${typeOf(column)} | ${table.key.includes(column.name) ? "key" : ""} | ${notesOf(column)} |`,
    );
    return `### ${table.name}.csv\n\n${table.help}.${attributes}\n\n| column | type | | |\n|---|---|---|---|\n${rows.join("\n")}\n\n`;
  }).join("");
}

function typeOf(column: ColumnDefinition): string {
  if (column.choices) return column.choices.map((choice) => `\`${choice}\``).join(", ");
  const tables = [column.references, column.orReferences].flatMap((table) => (table === undefined ? [] : `[${table}](#${table}csv)`));
  return tables.length === 0 ? column.type : `${column.type}, of ${tables.join(" or ")}`;
}

function notesOf(column: ColumnDefinition): string {
  const need = column.required === true ? " Required." : column.default ? ` Default \`${column.default}\`.` : "";
  return `${column.help.replaceAll("|", "\\|")}.${need}`;
}
