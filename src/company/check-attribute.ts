import { suggestion } from "../plans/suggest.ts";
import { columnTypeOf } from "../table/attributes.ts";
import type { AttributeOwner, TableDefinition } from "../table/definition.ts";
import { OWN_FORMATS } from "../table/formats.ts";
import { cellReader } from "../table/parse-cell.ts";
import { isRefusal, refuse } from "../table/refusal.ts";
import { type Row, textIn } from "../table/row.ts";
import type { CompanyDocument } from "./document.ts";
import type { CellRefusal } from "./row-problem.ts";

/** A dated attribute is declared and its value is of the declared type; the row itself stays as it is. */
export function checkAttributeValue(table: TableDefinition, row: Row, company: CompanyDocument): Row | CellRefusal {
  const owner: AttributeOwner = table.name === "participant-attributes" ? "participant" : "position";
  const declared = company.attributes.get(owner);
  const name = textIn(row, "attribute");
  const type = declared?.get(name);
  if (type === undefined) {
    return {
      column: "attribute",
      refusal: refuse(
        "undeclared-attribute",
        `is not a declared attribute of a ${owner}`,
        `${suggestion(name, declared?.keys() ?? [], "Declare it")} Attributes are declared in company.json`,
      ),
    };
  }
  const value = cellReader(
    { name: "value", type: columnTypeOf(type), required: true, help: "" },
    OWN_FORMATS,
    company,
  )(textIn(row, "value"));
  return isRefusal(value) ? { column: "value", refusal: value } : row;
}
