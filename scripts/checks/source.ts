import { parseSync } from "vite";

/** One `import`, `export … from` or `import()` of a source file. */
export type SourceImport = { readonly specifier: string; readonly typeOnly: boolean; readonly line: number };

/** A name that a file reads as a value, such as `Date` or `Math.random`. */
export type SourceName = { readonly name: string; readonly line: number };

export type Source = { readonly imports: readonly SourceImport[]; readonly names: readonly SourceName[] };

type Node = { readonly type: string; readonly start: number } & Readonly<Record<string, unknown>>;

/** Parses TypeScript or TSX. A syntax error throws an Error that names the file. */
export function parseSource(path: string, text: string): Source {
  const { module, program, errors } = parseSync(path, text);
  const first = errors[0];
  if (first) throw new Error(`${path}: ${first.message}`);
  const lineAt = lineCounter(text);
  const imports: SourceImport[] = [];
  for (const found of module.staticImports) {
    const typeOnly = found.entries.length > 0 && found.entries.every((entry) => entry.isType);
    imports.push({ specifier: found.moduleRequest.value, typeOnly, line: lineAt(found.start) });
  }
  for (const found of module.staticExports)
    for (const entry of found.entries)
      if (entry.moduleRequest) imports.push({ specifier: entry.moduleRequest.value, typeOnly: entry.isType, line: lineAt(found.start) });
  for (const found of module.dynamicImports) {
    const argument = text.slice(found.moduleRequest.start, found.moduleRequest.end);
    imports.push({ specifier: argument.replace(/^["'`]|["'`]$/g, ""), typeOnly: false, line: lineAt(found.start) });
  }
  const names: SourceName[] = [];
  collectNames(program, (name, start) => names.push({ name, line: lineAt(start) }));
  return { imports, names };
}

function lineCounter(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let line = 0;
    while (line < starts.length && (starts[line] ?? 0) <= offset) line += 1;
    return line;
  };
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

/** Type syntax has no value; these three wrap one. */
const VALUE_IN_TYPE_SYNTAX = new Set(["TSAsExpression", "TSSatisfiesExpression", "TSNonNullExpression"]);

function collectNames(value: unknown, report: (name: string, start: number) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) collectNames(item, report);
    return;
  }
  if (!isNode(value)) return;
  if (value.type.startsWith("TS")) {
    if (VALUE_IN_TYPE_SYNTAX.has(value.type)) collectNames(value["expression"], report);
    return;
  }
  if (value.type === "Identifier" && typeof value["name"] === "string") report(value["name"], value.start);
  const skipped = namedField(value, report);
  for (const [field, child] of Object.entries(value)) if (field !== skipped) collectNames(child, report);
}

/** The field of a node that holds a property's own name rather than a value; member accesses are reported as `.name` and `object.name`. */
function namedField(node: Node, report: (name: string, start: number) => void): string | undefined {
  if (node["computed"] === true) return undefined;
  if (node.type === "MemberExpression") {
    const { object, property } = node;
    if (isNode(property) && typeof property["name"] === "string") {
      report(`.${property["name"]}`, node.start);
      if (isNode(object) && object.type === "Identifier") report(`${String(object["name"])}.${property["name"]}`, node.start);
    }
    return "property";
  }
  return node.type === "Property" || node.type === "MethodDefinition" || node.type === "PropertyDefinition" ? "key" : undefined;
}
