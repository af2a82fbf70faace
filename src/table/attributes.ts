import type { AttributeDeclarations, ColumnDefinition, ColumnType, TableDefinition, ValueType } from "./definition.ts";

const COLUMN_TYPES = new Map<ValueType, ColumnType>([
  ["Money", "amount"],
  ["Percent", "percent"],
  ["Number", "number"],
  ["Date", "date"],
  ["Text", "text"],
  ["Boolean", "boolean"],
]);

/** How a value of the formula language stands in a table. */
export function columnTypeOf(type: ValueType): ColumnType {
  return COLUMN_TYPES.get(type) ?? "text";
}

/** The table's columns followed by its declared attributes as `attributes.<name>`. */
export function columnsOf(table: TableDefinition, declarations: AttributeDeclarations): ColumnDefinition[] {
  const declared = table.attributesOf === undefined ? undefined : declarations.get(table.attributesOf);
  const attributes = [...(declared ?? [])].map(
    ([name, type]): ColumnDefinition => ({ name: `attributes.${name}`, type: columnTypeOf(type), help: `Attribute ${name} (${type})` }),
  );
  return [...table.columns, ...attributes];
}
