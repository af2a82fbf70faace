import type { Scope, ScopeEntry } from "../formula/value.ts";
import { people, positions } from "../people/tables.ts";
import type { AttributeDeclarations, AttributeOwner, ColumnType, TableDefinition, ValueType } from "../table/definition.ts";
import { territories } from "../territories/tables.ts";
import { customers, products, transactions } from "../transactions/tables.ts";
import type { FormulaScopeName } from "./formula-fields.ts";

const SEAT: readonly (readonly [AttributeOwner, TableDefinition])[] = [
  ["position", positions],
  ["participant", people],
];
const CREDIT: readonly (readonly [AttributeOwner, TableDefinition])[] = [
  ["transaction", transactions],
  ["product", products],
  ["customer", customers],
  ["territory", territories],
  ...SEAT,
];
/** A seat's parent is dated (reporting-lines), so it is no field: roll-up rules read it. */
const LEFT_OUT = new Set(["position.parent"]);

const TYPES: Readonly<Record<ColumnType, ValueType>> = {
  text: "Text",
  choice: "Text",
  currency: "Text",
  date: "Date",
  boolean: "Boolean",
  amount: "Money",
  percent: "Percent",
  number: "Number",
  integer: "Number",
};

/**
 * The names that a formula of a plan may read, such as `transaction.amount` or `participant.commissionRate`:
 * the fixed fields of the tables and the company's declared attributes (a fixed field wins over an attribute of its name).
 */
export function planScope(place: FormulaScopeName, attributes: AttributeDeclarations): Scope {
  const scope = new Map<string, ScopeEntry>();
  for (const [owner, table] of place === "credit" ? CREDIT : SEAT) {
    for (const [name, type] of attributes.get(owner) ?? [])
      scope.set(`${owner}.${name}`, { type, nullable: true, help: `Attribute of the ${owner}` });
    for (const column of table.columns) {
      const name = `${owner}.${column.name}`;
      if (!LEFT_OUT.has(name))
        scope.set(name, {
          type: TYPES[column.type],
          nullable: column.required !== true && column.default === undefined,
          help: column.help,
        });
    }
  }
  return scope;
}
