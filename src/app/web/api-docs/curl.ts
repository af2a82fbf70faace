import { example } from "./schema-text.ts";
import type { Operation, Schemas } from "./specification.ts";

const READS = new Set(["get", "head"]);

/** A command that calls the operation from a terminal: with an API key where it needs one, and a body that has the declared shape. */
export function curlOf(operation: Operation, schemas: Schemas, origin: string): string {
  const { method, path, parameters = [], requestBody } = operation;
  const lines = [`curl ${READS.has(method) ? "" : `-X ${method.toUpperCase()} `}'${origin}${path}'`];
  if (operation["x-permission"] !== "public") lines.push(`-H "Authorization: Bearer $ATTAIN_KEY"`);
  if (parameters.some(({ name }) => name === "Idempotency-Key")) lines.push(`-H "Idempotency-Key: $(uuidgen)"`);
  const body = requestBody?.content?.["application/json"]?.schema;
  if (body) lines.push("-H 'Content-Type: application/json'", `-d '${JSON.stringify(example(body, schemas)).replaceAll("'", "'\\''")}'`);
  else if (requestBody?.content) lines.push("-T file.csv");
  return lines.join(" \\\n  ");
}
