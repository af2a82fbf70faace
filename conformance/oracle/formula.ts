import { dateOf, dayNumber } from "./days.ts";
import { type Fraction, fraction, larger, less, minus, negative, over, plus, round, same, smaller, times } from "./fraction.ts";

/** A formula's value: a number of any kind, a day, a text or a truth. */
export type Value = Fraction | { day: number } | string | boolean;
/** The value of a name; undefined: blank. */
export type Read = (name: string) => Value | undefined;
/** The type of a name, as the company declares it. */
export type TypeOf = (name: string) => string;

/** Something the formula reads is blank. */
export class Blank extends Error {}
/** There is no value for another reason. */
export class NoValue extends Error {}

type Tree = { kind: "value"; value: Value } | { kind: "name"; name: string } | { kind: "call"; name: string; of: Tree[] };

const TOKEN =
  /\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)|("(?:[^"]|"")*")|(\[(?:[^\]]|\]\])+\])|([\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*)|(<>|<=|>=|[-+*/^&=<>%(),]))/uy;

/** Recursive descent, loosest first: comparison, &, + -, * /, ^, %, sign (Excel: the sign binds tightest). */
function parse(text: string): Tree {
  const tokens: string[] = [];
  const source = text.trim();
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < source.length;) {
    const match = TOKEN.exec(source);
    if (match === null) throw new SyntaxError(`cannot read ${source}`);
    tokens.push(match[0].trim());
  }
  if (tokens[0] === "=") tokens.shift();
  const take = (...wanted: string[]): string | undefined =>
    tokens[0] !== undefined && wanted.includes(tokens[0]) ? tokens.shift() : undefined;
  const chain =
    (next: () => Tree, ...operators: string[]) =>
    (): Tree => {
      let left = next();
      for (let operator = take(...operators); operator !== undefined; operator = take(...operators))
        left = { kind: "call", name: operator, of: [left, next()] };
      return left;
    };
  const atom = (): Tree => {
    const token = tokens.shift() ?? "";
    if (token === "-") return { kind: "call", name: "negative", of: [atom()] };
    if (token === "+") return atom();
    if (token === "(") {
      const inside = comparison();
      if (take(")") === undefined) throw new SyntaxError(`missing ) in ${source}`);
      return inside;
    }
    if (/^[\d.]/.test(token)) return { kind: "value", value: number(token) };
    if (token.startsWith('"')) return { kind: "value", value: token.slice(1, -1).replaceAll('""', '"') };
    if (token.startsWith("[")) return { kind: "name", name: token.slice(1, -1).replaceAll("]]", "]") };
    if (take("(") === undefined)
      return /^(true|false)$/i.test(token) ? { kind: "value", value: /^t/i.test(token) } : { kind: "name", name: token };
    const of: Tree[] = [];
    while (take(")") === undefined) {
      of.push(comparison());
      take(",");
    }
    return { kind: "call", name: token.toUpperCase(), of };
  };
  const percent = (): Tree => {
    let value = atom();
    while (take("%") !== undefined) value = { kind: "call", name: "percent", of: [value] };
    return value;
  };
  const comparison: () => Tree = chain(chain(chain(chain(chain(percent, "^"), "*", "/"), "+", "-"), "&"), "=", "<>", "<", "<=", ">", ">=");
  const tree = comparison();
  if (tokens.length > 0) throw new SyntaxError(`unexpected ${tokens[0]} in ${source}`);
  return tree;
}

function number(text: string): Fraction {
  const [digits = "", exponent = "0"] = text.toLowerCase().split("e");
  const [whole = "", decimals = ""] = digits.split(".");
  const value = fraction(BigInt(whole + decimals), 10n ** BigInt(decimals.length));
  const power = fraction(10n ** BigInt(Math.abs(Number(exponent))));
  return Number(exponent) < 0 ? over(value, power) : times(value, power);
}

export function evaluate(text: string, read: Read, typeOf: TypeOf): Value {
  return valueOf(parse(text), read, typeOf);
}

/** Whether the formula is a percentage by its types: a Percent stays one under + - and * with plain numbers. */
export function isPercent(text: string, typeOf: TypeOf): boolean {
  return typeOfTree(parse(text), typeOf) === "Percent";
}

function typeOfTree(tree: Tree, typeOf: TypeOf): string {
  if (tree.kind === "value") return typeof tree.value === "string" ? "Text" : "Number";
  if (tree.kind === "name") return typeOf(tree.name);
  const types = (tree.name === "IF" || tree.name === "IFS" ? tree.of.slice(1) : tree.of).map((of) => typeOfTree(of, typeOf));
  if (tree.name === "percent") return "Percent";
  if (tree.name === "/") return types[0] === types[1] && types[0] !== "Number" ? "Number" : (types[0] ?? "Number");
  return types.includes("Money") ? "Money" : types.includes("Percent") ? "Percent" : "Number";
}

function valueOf(tree: Tree, read: Read, typeOf: TypeOf): Value {
  if (tree.kind === "value") return tree.value;
  if (tree.kind === "name") {
    const value = read(tree.name);
    if (value === undefined && typeOf(tree.name) !== "Text") throw new Blank(tree.name);
    return value ?? "";
  }
  const of = (index: number): Value => valueOf(tree.of[index] ?? { kind: "value", value: false }, read, typeOf);
  const n = (index: number): Fraction => asNumber(of(index));
  switch (tree.name) {
    case "negative":
      return negative(n(0));
    case "percent":
      return over(n(0), [100n, 1n]);
    case "+":
    case "-":
      return shift(of(0), of(1), tree.name);
    case "*":
      return times(n(0), n(1));
    case "/": {
      const [above, below] = [n(0), n(1)];
      if (below[0] === 0n) throw new NoValue("division by zero");
      return over(above, below);
    }
    case "^": {
      const [base, exponent] = [n(0), Number(n(1)[0])];
      let power = fraction(1n);
      for (let step = 0; step < Math.abs(exponent); step += 1) power = times(power, base);
      return exponent < 0 ? over(fraction(1n), power) : power;
    }
    case "&":
      return `${asText(of(0))}${asText(of(1))}`;
    case "=":
      return order(of(0), of(1)) === 0;
    case "<>":
      return order(of(0), of(1)) !== 0;
    case "<":
      return order(of(0), of(1)) < 0;
    case "<=":
      return order(of(0), of(1)) <= 0;
    case ">":
      return order(of(0), of(1)) > 0;
    case ">=":
      return order(of(0), of(1)) >= 0;
    case "IF":
      return of(of(0) === true ? 1 : 2);
    case "AND":
      return decided(tree.of.length, of, false);
    case "OR":
      return decided(tree.of.length, of, true);
    case "NOT":
      return of(0) !== true;
    case "MIN":
      return tree.of.map((_, index) => n(index)).reduce(smaller);
    case "MAX":
      return tree.of.map((_, index) => n(index)).reduce(larger);
    case "ABS":
      return n(0)[0] < 0n ? negative(n(0)) : n(0);
    case "ROUND": {
      const unit = fraction(10n ** n(1)[0]);
      return over(fraction(round(times(n(0), unit), "half-up")), unit);
    }
    case "DATE":
      return { day: dayNumber(Number(n(0)[0]), Number(n(1)[0]), Number(n(2)[0])) };
    case "YEAR":
      return fraction(BigInt(dateOf(asDay(of(0))).year));
    case "MONTH":
      return fraction(BigInt(dateOf(asDay(of(0))).month));
    case "ISBLANK":
      return blank(() => of(0));
    case "IFBLANK":
      return of(blank(() => of(0)) ? 1 : 0);
    default:
      throw new SyntaxError(`the reference implementation has no ${tree.name}`);
  }
}

/** AND and OR are decided by any part that decides, even where another has no value. */
function decided(count: number, of: (index: number) => Value, by: boolean): boolean {
  let failure: unknown;
  for (let index = 0; index < count; index += 1) {
    try {
      if (of(index) === by) return by;
    } catch (caught) {
      failure ??= caught;
    }
  }
  if (failure !== undefined) throw failure;
  return !by;
}

function blank(value: () => Value): boolean {
  try {
    return value() === "";
  } catch (caught) {
    if (caught instanceof Blank) return true;
    throw caught;
  }
}

function shift(a: Value, b: Value, sign: "+" | "-"): Value {
  if (typeof a === "object" && "day" in a) {
    if (typeof b === "object" && "day" in b) return fraction(BigInt(a.day - b.day));
    return { day: a.day + Number(asNumber(b)[0]) * (sign === "+" ? 1 : -1) };
  }
  return sign === "+" ? plus(asNumber(a), asNumber(b)) : minus(asNumber(a), asNumber(b));
}

function order(a: Value, b: Value): number {
  if (typeof a === "string" && typeof b === "string")
    return a.toLowerCase() < b.toLowerCase() ? -1 : a.toLowerCase() > b.toLowerCase() ? 1 : 0;
  if (typeof a === "boolean" || typeof b === "boolean") return Number(a) - Number(b);
  if (typeof a === "object" && "day" in a) return a.day - asDay(b);
  const [x, y] = [asNumber(a), asNumber(b)];
  return same(x, y) ? 0 : less(x, y) ? -1 : 1;
}

export function asNumber(value: Value): Fraction {
  if (typeof value === "object" && !("day" in value)) return value;
  throw new TypeError("not a number");
}

function asDay(value: Value): number {
  if (typeof value === "object" && "day" in value) return value.day;
  throw new TypeError("not a day");
}

function asText(value: Value): string {
  if (typeof value === "string") return value;
  throw new TypeError("the reference implementation joins texts only");
}
