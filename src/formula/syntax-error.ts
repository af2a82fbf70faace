import type { SyntaxNode, Tree } from "@lezer/common";
import type { FormulaError } from "./error.ts";

/** The first mistake of a formula that does not parse, in words; undefined when it parses. */
export function syntaxError(text: string, tree: Tree): FormulaError | undefined {
  const broken = firstError(tree);
  return broken && (bracketError(text) ?? commonMistake(text, broken.from) ?? plainError(text, broken));
}

function firstError(tree: Tree): SyntaxNode | undefined {
  let found: SyntaxNode | undefined;
  tree.iterate({
    enter(reference) {
      if (reference.type.isError) found ??= reference.node;
      return found === undefined;
    },
  });
  return found;
}

/** Quotes and brackets that are not closed, or closed without being open. Text and bracketed names are skipped whole. */
function bracketError(text: string): FormulaError | undefined {
  const open: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character === '"' || character === "[") {
      const end = closing(text, i, character === "[" ? "]" : '"');
      if (end === -1)
        return {
          message: character === "[" ? "The name is not closed: ] is missing." : 'The text is not closed: " is missing.',
          from: i,
          to: text.length,
        };
      i = end;
    } else if (character === "(") open.push(i);
    else if (character === ")" && open.pop() === undefined)
      return { message: "This ) has no matching (. Remove it, or open the bracket before it.", from: i, to: i + 1, suggestion: "" };
  }
  const unclosed = open.pop();
  return unclosed === undefined ? undefined : { message: "This ( is never closed: ) is missing.", from: unclosed, to: unclosed + 1 };
}

/** Index of the quote or bracket that closes the one at `start`; doubled ones stand for themselves. */
function closing(text: string, start: number, close: string): number {
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] !== close) continue;
    if (text[i + 1] !== close) return i;
    i++;
  }
  return -1;
}

type Mistake = { readonly pattern: RegExp; readonly message: string; readonly suggestion?: (match: RegExpExecArray) => string };

/** What people write who know another language or a spreadsheet of another country. Tried at and just before the error. */
const MISTAKES: readonly Mistake[] = [
  { pattern: /==/y, message: "Equality is written with one =.", suggestion: () => "=" },
  { pattern: /!=/y, message: "Not equal is written <>.", suggestion: () => "<>" },
  { pattern: /=>/y, message: "At least is written >=.", suggestion: () => ">=" },
  { pattern: /=</y, message: "At most is written <=.", suggestion: () => "<=" },
  { pattern: /&&|\|\||\b(?:and|or)\b/iy, message: "Conditions are joined by AND(…, …) or OR(…, …)." },
  { pattern: /\*\*/y, message: "A power is written ^.", suggestion: () => "^" },
  { pattern: /;/y, message: "Arguments are separated by a comma, not by a semicolon.", suggestion: () => "," },
  {
    pattern: /'([^'\n]*)'/y,
    message: "Text is written in double quotes.",
    suggestion: (match) => `"${(match[1] ?? "").replaceAll('"', '""')}"`,
  },
  {
    pattern: /[“”„]([^“”„\n]*)[“”„]/y,
    message: "Text is written in straight double quotes.",
    suggestion: (match) => `"${match[1] ?? ""}"`,
  },
  { pattern: /[$€£¥]\s*/y, message: "Amounts are written without a currency sign; the plan names the currency.", suggestion: () => "" },
  { pattern: /[{}]/y, message: "Lists in { } are not part of the language. Use OR(…, …) or SWITCH." },
  {
    pattern: /[!]/y,
    message: "References to sheets are not part of the language. Use a name such as transaction.amount; not is written NOT(…).",
  },
];
const LOOK_BACK = 3;

function commonMistake(text: string, at: number): FormulaError | undefined {
  for (let from = Math.max(0, at - LOOK_BACK); from <= skipSpace(text, at); from++) {
    for (const { pattern, message, suggestion } of MISTAKES) {
      pattern.lastIndex = from;
      const match = pattern.exec(text);
      if (match) return { message, from, to: from + match[0].length, ...(suggestion && { suggestion: suggestion(match) }) };
    }
  }
  return thousandsSeparator(text, at);
}

function thousandsSeparator(text: string, at: number): FormulaError | undefined {
  const before = /\d{1,3}$/.exec(text.slice(0, at))?.[0];
  const after = /^(?:,\d{3})+(?!\d)(?:\.\d+)?/.exec(text.slice(at))?.[0];
  if (before === undefined || after === undefined) return undefined;
  return {
    message: "Numbers are written without thousands separators.",
    from: at - before.length,
    to: at + after.length,
    suggestion: (before + after).replaceAll(",", ""),
  };
}

function skipSpace(text: string, at: number): number {
  let i = at;
  while (i < text.length && /\s/.test(text[i] ?? "")) i++;
  return i;
}

function plainError(text: string, broken: SyntaxNode): FormulaError {
  const from = skipSpace(text, broken.from);
  if (text.replace(/^\s*=/, "").trim() === "") return { message: "The formula is empty.", from: 0, to: text.length };
  if (from >= text.length)
    return { message: "The formula ends too early: a value, a name or a function is missing.", from: text.length, to: text.length };
  const word = /^(?:[A-Za-z_0-9.]+|"(?:[^"]|"")*"|\[[^\]\n]*\]|<=|>=|<>|.)/su.exec(text.slice(from))?.[0] ?? "";
  const missing = /^[A-Za-z_0-9."([]/.test(word)
    ? "An operator such as + - * / & = < > or a comma is missing before it."
    : /^[)*/^&=<>%,+-]/.test(word)
      ? "A value, a name or a function is missing before it."
      : "This character has no meaning in a formula.";
  return { message: `${word} does not fit here. ${missing}`, from, to: from + word.length };
}
