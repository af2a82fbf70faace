import * as z from "zod";
import { companyShape } from "../company/document.ts";
import { mappingShape } from "./shape.ts";

/** JSON Schema (draft 2020-12) of a mapping file, as docs/mapping.schema.json holds it. */
export function mappingSchemaText(): string {
  return `${JSON.stringify(z.toJSONSchema(mappingShape, { io: "input" }), null, 2)}\n`;
}

/** JSON Schema of company.json, as docs/company.schema.json holds it. */
export function companySchemaText(): string {
  return `${JSON.stringify(z.toJSONSchema(companyShape, { io: "input" }), null, 2)}\n`;
}
