import { parseSync } from "vite";
import { isTest, type Problem, type ProjectFile } from "./files.ts";

/** Attributes that people read or hear. */
const READ = new Set([
  "aria-label",
  "aria-description",
  "aria-roledescription",
  "alt",
  "caption",
  "description",
  "label",
  "lead",
  "placeholder",
  "title",
]);
const WORD = /\p{L}{2}/u;

/** Screens say nothing that is not in a catalogue: no words between tags, none in an attribute that people read or hear. */
export function checkBareWords(files: readonly ProjectFile[]): Problem[] {
  return files.filter(({ path }) => path.endsWith(".tsx") && path.startsWith("src/") && !isTest(path)).flatMap((file) => bareWordsIn(file));
}

function bareWordsIn({ path, text }: ProjectFile): Problem[] {
  const problems: Problem[] = [];
  const report = (words: string, start: number) => {
    if (!WORD.test(words)) return;
    const said = words.trim().replaceAll(/\s+/g, " ");
    problems.push({
      path,
      line: text.slice(0, start).split("\n").length,
      message: `says "${said.slice(0, 60)}" itself: put it into src/app/web/text/en/<domain>.ts and write {text.….…}`,
    });
  };
  visit(parseSync(path, text).program, report);
  return problems;
}

type Node = { readonly type: string; readonly start: number } & Readonly<Record<string, unknown>>;
type Report = (words: string, start: number) => void;

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

function visit(value: unknown, report: Report): void {
  if (Array.isArray(value)) for (const item of value) visit(item, report);
  if (!isNode(value)) return;
  if (value.type === "JSXText") report(String(value["value"]), value.start);
  if (value.type === "JSXAttribute" && isNode(value["name"]) && READ.has(String(value["name"]["name"]))) literals(value["value"], report);
  if (value.type === "JSXElement" || value.type === "JSXFragment")
    for (const child of childrenOf(value)) if (child.type === "JSXExpressionContainer") literals(child, report);
  for (const inner of Object.values(value)) visit(inner, report);
}

function childrenOf(node: Node): readonly Node[] {
  return Array.isArray(node["children"]) ? node["children"].filter(isNode) : [];
}

/** Text that an expression is, in one of its branches or pieces. */
function literals(value: unknown, report: Report): void {
  if (!isNode(value)) return;
  switch (value.type) {
    case "Literal":
      if (typeof value["value"] === "string") report(value["value"], value.start);
      break;
    case "TemplateLiteral":
      for (const quasi of Array.isArray(value["quasis"]) ? value["quasis"].filter(isNode) : []) {
        const written = quasi["value"];
        if (typeof written === "object" && written !== null && "raw" in written) report(String(written.raw), quasi.start);
      }
      break;
    case "JSXExpressionContainer":
      literals(value["expression"], report);
      break;
    case "ConditionalExpression":
      literals(value["consequent"], report);
      literals(value["alternate"], report);
      break;
    case "LogicalExpression":
    case "BinaryExpression":
      literals(value["left"], report);
      literals(value["right"], report);
      break;
    default:
  }
}
