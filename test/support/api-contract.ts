import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

/** The specification as tests read it. */
export type Schema = Readonly<Record<string, unknown>>;
export type Parameter = {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
  readonly schema: Schema;
};
export type Media = { readonly schema?: Schema };
export type Operation = {
  readonly operationId: string;
  readonly tags?: readonly string[];
  readonly "x-permission": string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Media>> }>>;
};
export type Specification = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};
export type Declared = { readonly path: string; readonly method: string; readonly operation: Operation };

const METHODS = new Set(["get", "post", "put", "patch", "delete"]);

export function operationsOf({ paths }: Specification): readonly Declared[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, operation]) => (METHODS.has(method) ? [{ path, method, operation }] : [])),
  );
}

/** Says what is wrong with an answer, by its declaration; undefined when it is as declared. */
export function answerChecker(specification: Specification): (declared: Declared, answer: Response, text: string) => string | undefined {
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  addFormats.default(ajv);
  ajv.addSchema({ $id: "spec", components: specification.components });
  const compiled = new Map<Schema, ValidateFunction>();
  const validatorOf = (schema: Schema): ValidateFunction => {
    const known = compiled.get(schema);
    if (known) return known;
    const made = ajv.compile(absolute(schema));
    compiled.set(schema, made);
    return made;
  };
  return ({ path, method, operation }, answer, text) => {
    const where = `${method.toUpperCase()} ${path} ${answer.status}`;
    const declared = operation.responses[String(answer.status)] ?? (answer.status >= 400 ? operation.responses["default"] : undefined);
    if (!declared) return `${where}: this status is not declared`;
    const type = (answer.headers.get("content-type") ?? "").split(";")[0] ?? "";
    if (!declared.content) return text === "" ? undefined : `${where}: declared without a body`;
    const media = declared.content[type];
    if (!media) return `${where}: ${type || "no type"} is not declared`;
    if (!type.endsWith("json") || !media.schema) return undefined;
    const validate = validatorOf(media.schema);
    const body: unknown = JSON.parse(text);
    return validate(body) ? undefined : `${where}: ${ajv.errorsText(validate.errors)} in ${text.slice(0, 300)}`;
  };
}

/** References of the document as references to the schema that holds its components. */
function absolute(value: unknown): Schema {
  return JSON.parse(JSON.stringify(value).replaceAll('"#/components/', '"spec#/components/')) as Schema;
}
