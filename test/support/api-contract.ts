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

/** What of an answer is checked beside its body. */
export type AnswerHead = { readonly status: number; readonly headers: { get(name: string): string | null } };

/** Compiles schemas of a specification, each once. */
export function validatorsOf(specification: Specification): (schema: Schema) => ValidateFunction {
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  addFormats.default(ajv);
  ajv.addSchema({ $id: "spec", components: specification.components });
  const compiled = new Map<Schema, ValidateFunction>();
  return (schema) => {
    const known = compiled.get(schema);
    if (known) return known;
    const made = ajv.compile(absolute(schema));
    compiled.set(schema, made);
    return made;
  };
}

/** Says what is wrong with an answer, by its declaration; undefined when it is as declared. */
export function answerChecker(specification: Specification): (declared: Declared, answer: AnswerHead, text: string) => string | undefined {
  const validatorOf = validatorsOf(specification);
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
    return validate(body) ? undefined : `${where}: ${errorsOf(validate)} in ${text.slice(0, 300)}`;
  };
}

/** Finds the declared operation of a request by its method and path; undefined for what is not of the API. */
export function operationFinder(specification: Specification): (method: string, path: string) => Declared | undefined {
  const routes = operationsOf(specification)
    .map((declared) => ({ declared, pattern: patternOf(declared.path), parameters: declared.path.split("{").length }))
    // A fixed word of a path goes before a parameter in its place, as in the server.
    .toSorted((one, other) => one.parameters - other.parameters);
  return (method, path) => routes.find(({ declared, pattern }) => declared.method === method.toLowerCase() && pattern.test(path))?.declared;
}

/** What is wrong with the answer of a request, by the specification; undefined when it is as declared or not of the API. */
export type AnswerContract = (method: string, path: string, answer: AnswerHead, text: string) => string | undefined;

export function answerContract(specification: Specification): AnswerContract {
  const find = operationFinder(specification);
  const check = answerChecker(specification);
  return (method, path, answer, text) => {
    const declared = find(method, path.split("?")[0] ?? path);
    return declared && check(declared, answer, text);
  };
}

/** Whether an answer's body can be read as a whole: JSON and what is empty, not streams and files. */
export function isJudged({ headers }: AnswerHead): boolean {
  const type = headers.get("content-type");
  return type === null || /json/.test(type);
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/[.]/g, "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}$`);
}

export function errorsOf({ errors }: ValidateFunction): string {
  return (errors ?? []).map(({ instancePath, message }) => `${instancePath || "/"} ${message}`).join("; ");
}

/** References of the document as references to the schema that holds its components. */
function absolute(value: unknown): Schema {
  return JSON.parse(JSON.stringify(value).replaceAll('"#/components/', '"spec#/components/')) as Schema;
}
