import { PRECEDENCE, type Syntax } from "./syntax.ts";

const PLAIN_NAME = /^[A-Za-z_][A-Za-z_0-9]*(\.[A-Za-z_][A-Za-z_0-9]*)*$/;
const BOOLEAN = /^(true|false)$/i;
const SIGN_PRECEDENCE = 7;
const PERCENT_PRECEDENCE = 6;

/** A name as formulas spell it: `product.family`, `[Sales Person ID]`. */
export function printName(name: string): string {
  return PLAIN_NAME.test(name) && !BOOLEAN.test(name) ? name : `[${name.replaceAll("]", "]]")}]`;
}

/** A text literal: quotes inside are doubled. */
export function printText(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** The formula in its one canonical spelling; parsing it again gives the same tree. */
export function printFormula(syntax: Syntax): string {
  return print(syntax, 0);
}

function print(syntax: Syntax, outer: number): string {
  const bracketed = (text: string, precedence: number): string => (precedence < outer ? `(${text})` : text);
  switch (syntax.kind) {
    case "number":
      return syntax.text;
    case "text":
      return printText(syntax.value);
    case "boolean":
      return syntax.value ? "TRUE" : "FALSE";
    case "name":
      return printName(syntax.name);
    case "sign":
      return bracketed(syntax.operator + print(syntax.operand, SIGN_PRECEDENCE), SIGN_PRECEDENCE);
    case "percent":
      return bracketed(`${print(syntax.operand, PERCENT_PRECEDENCE)}%`, PERCENT_PRECEDENCE);
    case "binary": {
      const precedence = PRECEDENCE.get(syntax.operator) ?? 0;
      return bracketed(`${print(syntax.left, precedence)} ${syntax.operator} ${print(syntax.right, precedence + 1)}`, precedence);
    }
    case "call":
      return `${syntax.function}(${syntax.arguments.map((argument) => print(argument, 0)).join(", ")})`;
  }
}
