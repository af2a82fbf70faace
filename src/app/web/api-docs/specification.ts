/** The OpenAPI document as the page reads it. */
export type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly description?: string;
  readonly default?: unknown;
  readonly deprecated?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
};
export type Parameter = {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
};
export type Content = Readonly<Record<string, { readonly schema?: Schema }>>;
export type Answer = { readonly description: string; readonly content?: Content };
export type Described = {
  readonly operationId: string;
  readonly summary?: string;
  readonly description?: string;
  readonly deprecated?: boolean;
  readonly "x-permission": string;
  readonly "x-deprecated-since"?: string;
  readonly "x-sunset"?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content?: Content };
  readonly responses: Readonly<Record<string, Answer>>;
};
export type Schemas = Readonly<Record<string, Schema>>;
export type Specification = {
  readonly info: { readonly title: string; readonly version: string; readonly description?: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: Schemas };
};

export type Operation = Described & { readonly method: string; readonly path: string };
export type Noun = { readonly noun: string; readonly operations: readonly Operation[] };

const METHODS = ["get", "post", "put", "patch", "delete"];

/** The operations by the noun of their path (`/api/customers/{customer}` is of customers), in the order of the alphabet. */
export function nounsOf({ paths }: Specification): readonly Noun[] {
  const nouns = new Map<string, Operation[]>();
  for (const [path, item] of Object.entries(paths))
    for (const method of METHODS) {
      const described = item[method];
      if (!described) continue;
      const noun = nounOf(path);
      nouns.set(noun, [...(nouns.get(noun) ?? []), { ...described, method, path }]);
    }
  return [...nouns].map(([noun, operations]) => ({ noun, operations })).toSorted((one, other) => (one.noun < other.noun ? -1 : 1));
}

function nounOf(path: string): string {
  const [first = "", second = ""] = path.split("/").filter((part) => part !== "");
  return first === "api" ? second : "server";
}

/** The nouns with the operations that hold every word, somewhere in what a reader would look for. */
export function searched(nouns: readonly Noun[], words: string): readonly Noun[] {
  const wanted = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return nouns
    .map(({ noun, operations }) => ({ noun, operations: operations.filter((operation) => holds(operation, wanted)) }))
    .filter(({ operations }) => operations.length > 0);
}

function holds({ method, path, operationId, summary = "", parameters = [], ...rest }: Operation, wanted: readonly string[]): boolean {
  const names = parameters.map(({ name }) => name).join(" ");
  const text = `${method} ${path} ${operationId} ${summary} ${rest["x-permission"]} ${names}`.toLowerCase();
  return wanted.every((word) => text.includes(word));
}

/** Parameters that every list has; the others of a list are its filters. */
const OF_EVERY_LIST = new Set(["limit", "cursor", "sort", "search", "fields", "format", "total", "asOf"]);

/** A list's many filters are told apart from what one sets by hand. */
export function partsOf({ parameters = [] }: Operation): { readonly main: readonly Parameter[]; readonly filters: readonly Parameter[] } {
  const isList = parameters.some(({ name }) => name === "cursor");
  const isFilter = (parameter: Parameter) => isList && parameter.in === "query" && !OF_EVERY_LIST.has(parameter.name);
  return { main: parameters.filter((parameter) => !isFilter(parameter)), filters: parameters.filter(isFilter) };
}
