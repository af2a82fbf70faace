import { type Day, OPEN_END, OPEN_START } from "../calendar/day.ts";
import type { CompanyDocument } from "../company/document.ts";
import { columnTypeOf } from "../table/attributes.ts";
import type { AttributeOwner } from "../table/definition.ts";
import { OWN_FORMATS } from "../table/formats.ts";
import { cellReader } from "../table/parse-cell.ts";
import { isRefusal } from "../table/refusal.ts";
import type { Cell, Row } from "../table/row.ts";
import { gaps } from "./gaps.ts";
import type { Attributes, AttributeValue, DatedValues, Referenced } from "./inputs.ts";

const PREFIX = "attributes.";

/** An owner's attributes: dated rows where there are some, on all other days the value that stands on the owner's own row. */
export function attributesOf(company: CompanyDocument, owner: AttributeOwner, row: Row, dated: readonly Row[]): Attributes {
  const attributes = new Map<string, DatedValues>();
  for (const [name, rows] of Map.groupBy(dated, (each) => textOf(each, "attribute"))) {
    const values = rows.flatMap((each) => {
      const value = datedValue(company, owner, name, each.get("value"));
      return value === undefined ? [] : [{ from: dayOf(each.get("from"), OPEN_START), to: dayOf(each.get("to"), OPEN_END), value }];
    });
    attributes.set(
      name,
      values.sort((a, b) => a.from - b.from),
    );
  }
  for (const [column, value] of row) {
    if (!column.startsWith(PREFIX)) continue;
    const name = column.slice(PREFIX.length);
    const known = attributes.get(name) ?? [];
    attributes.set(
      name,
      [...known, ...gaps(known).map((gap) => ({ ...gap, value }))].sort((a, b) => a.from - b.from),
    );
  }
  return attributes;
}

function textOf(row: Row, column: string): string {
  const cell = row.get(column);
  return typeof cell === "string" ? cell : "";
}

function dayOf(cell: Cell | undefined, blank: Day): Day {
  return typeof cell === "number" ? cell : blank;
}

/** Dated values stand as text in one column for all types; `checkRows` has proven that they can be read. */
function datedValue(company: CompanyDocument, owner: AttributeOwner, name: string, value: Cell | undefined): AttributeValue | undefined {
  const type = company.attributes.get(owner)?.get(name);
  if (type === undefined || typeof value !== "string") return undefined;
  const cell = cellReader({ name: "value", type: columnTypeOf(type), help: "" }, OWN_FORMATS, company)(value);
  return cell === null || isRefusal(cell) ? undefined : cell;
}

/** Customers, products or territories by key: fixed fields and attributes by bare name, a fixed field before an attribute of its name. */
export function referencedRows(key: string, rows: readonly Row[]): Map<string, Referenced> {
  return new Map(
    rows.map((row) => {
      const attributes = [...row]
        .filter(([column]) => column.startsWith(PREFIX))
        .map(([column, value]) => [column.slice(PREFIX.length), value] as const);
      const id = textOf(row, key);
      return [id, { id, fields: new Map([...attributes, ...[...row].filter(([column]) => !column.startsWith(PREFIX))]) }];
    }),
  );
}
