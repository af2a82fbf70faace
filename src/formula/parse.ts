import type { SyntaxNode, Tree } from "@lezer/common";
import { multiply, type Rational, rational } from "../money/rational.ts";
import type { FormulaError } from "./error.ts";
import { DEPTH_MAX, DIGITS_MAX, LENGTH_MAX } from "./limits.ts";
import { parser } from "./parser.generated.ts";
import { type BinaryOperator, PRECEDENCE, type Syntax } from "./syntax.ts";
import { syntaxError } from "./syntax-error.ts";

export type ParsedFormula =
  | { readonly ok: true; readonly syntax: Syntax }
  | { readonly ok: false; readonly errors: readonly FormulaError[] };

/** Reads a formula. Errors name the place and the fix; nothing is thrown. */
export function parseFormula(text: string): ParsedFormula {
  if (text.length > LENGTH_MAX) {
    return failed({
      message: `The formula has ${text.length} characters; at most ${LENGTH_MAX} are read. Split it, or move values into attributes.`,
      from: LENGTH_MAX,
      to: text.length,
    });
  }
  const tree = parser.parse(text);
  const error = syntaxError(text, tree);
  if (error) return failed(error);
  const deep = tooDeep(tree);
  if (deep) return failed(deep);
  const root = tree.topNode.lastChild;
  if (!root) return failed({ message: "The formula is empty.", from: 0, to: text.length });
  const errors: FormulaError[] = [];
  const syntax = build(root, text, errors);
  return errors.length === 0 ? { ok: true, syntax } : { ok: false, errors };
}

function failed(error: FormulaError): ParsedFormula {
  return { ok: false, errors: [error] };
}

/** Operands in source order, without operators and brackets. */
function operands(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) if (OPERANDS.has(child.name)) found.push(child);
  return found;
}

const OPERANDS = new Set(["Number", "Text", "Boolean", "Name", "BracketedName", "Call", "Parenthesized", "Unary", "Percent", "Binary"]);

function build(node: SyntaxNode, text: string, errors: FormulaError[]): Syntax {
  const { from, to } = node;
  const source = text.slice(from, to);
  const parts = operands(node).map((part) => build(part, text, errors));
  const [first, second] = parts;
  switch (node.name) {
    case "Number":
      return number(source, from, to, errors);
    case "Text":
      return { kind: "text", value: source.slice(1, -1).replaceAll('""', '"'), from, to };
    case "Boolean":
      return { kind: "boolean", value: source.toLowerCase() === "true", from, to };
    case "BracketedName":
      return { kind: "name", name: source.slice(1, -1).replaceAll("]]", "]"), from, to };
    case "Parenthesized":
      if (first) return { ...first, from, to };
      break;
    case "Unary":
      if (first) return { kind: "sign", operator: source.startsWith("-") ? "-" : "+", operand: first, from, to };
      break;
    case "Percent":
      if (first) return { kind: "percent", operand: first, from, to };
      break;
    case "Binary":
      if (first && second) return { kind: "binary", operator: operatorOf(node, text), left: first, right: second, from, to };
      break;
    case "Call":
      return call(node, text, errors);
  }
  return { kind: "name", name: source, from, to };
}

function call(node: SyntaxNode, text: string, errors: FormulaError[]): Syntax {
  const name = node.getChild("FunctionName") ?? node;
  const list = node.getChild("Arguments");
  const values = list ? operands(list).map((argument) => build(argument, text, errors)) : [];
  return {
    kind: "call",
    function: text.slice(name.from, name.to).toUpperCase(),
    functionSpan: { from: name.from, to: name.to },
    arguments: values,
    from: node.from,
    to: node.to,
  };
}

function operatorOf(node: SyntaxNode, text: string): BinaryOperator {
  for (let child = node.firstChild; child; child = child.nextSibling) {
    const operator = text.slice(child.from, child.to);
    for (const known of PRECEDENCE.keys()) if (known === operator && !OPERANDS.has(child.name)) return known;
  }
  throw new RangeError(`No operator in ${text.slice(node.from, node.to)}`);
}

const NUMBER = /^(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

function number(source: string, from: number, to: number, errors: FormulaError[]): Syntax {
  const [, whole = "", fraction = "", exponentText = "0"] = NUMBER.exec(source) ?? [];
  const exponent = Number(exponentText);
  if (whole.length > DIGITS_MAX || fraction.length > DIGITS_MAX || Math.abs(exponent) > DIGITS_MAX) {
    errors.push({
      message: `The number is too long: at most ${DIGITS_MAX} digits before and after the point, and exponents from -${DIGITS_MAX} to ${DIGITS_MAX}.`,
      from,
      to,
    });
    return { kind: "number", value: rational(0n), text: "0", from, to };
  }
  return {
    kind: "number",
    value: multiply(rational(BigInt(whole + fraction)), powerOfTen(exponent - fraction.length)),
    text: source,
    from,
    to,
  };
}

function powerOfTen(exponent: number): Rational {
  return exponent >= 0 ? rational(10n ** BigInt(exponent)) : rational(1n, 10n ** BigInt(-exponent));
}

/**
 * Formulas nested too deep are refused before any recursion over them. A chain of left operands (`a + b + c`) is one
 * level, whatever its length: a left operand begins where its operation begins.
 */
function tooDeep(tree: Tree): FormulaError | undefined {
  const open: number[] = [];
  let level = 0;
  let deep: FormulaError | undefined;
  tree.iterate({
    enter({ name, from, to, node }) {
      const isLeftOperand = node.parent?.name === "Binary" && node.parent.from === from;
      open.push(OPERANDS.has(name) && !isLeftOperand ? 1 : 0);
      level += open.at(-1) ?? 0;
      if (level > DEPTH_MAX)
        deep ??= { message: `The formula is nested more than ${DEPTH_MAX} levels deep here. Use IFS, SWITCH or fewer brackets.`, from, to };
      return deep === undefined;
    },
    leave() {
      level -= open.pop() ?? 0;
    },
  });
  return deep;
}
