/** An OpenAPI 3.1 document, as far as its promises are compared. */
export type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
};
type Media = { readonly schema?: Schema };
export type Operation = {
  readonly deprecated?: boolean;
  readonly "x-sunset"?: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean; readonly schema?: Schema }[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Media>> }>>;
};
export type Specification = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
};
export type OperationMap = ReadonlyMap<string, Operation>;

const METHODS = ["get", "post", "put", "patch", "delete"];

/** The operations as "GET /api/people". */
export function operationsOf({ paths }: Specification): OperationMap {
  const found = new Map<string, Operation>();
  for (const [path, item] of Object.entries(paths))
    for (const method of METHODS) {
      const operation = item[method];
      if (operation) found.set(`${method.toUpperCase()} ${path}`, operation);
    }
  return found;
}

/** A document from its text. It was made by this program: its shape is not checked again. */
export function readSpecification(text: string): Specification {
  const document: unknown = JSON.parse(text);
  return document as Specification; // oxlint-disable-line typescript/no-unsafe-type-assertion -- see above
}
