import { CONDITION, describeComparison, describeConstant, describePart, FACTOR, LOOSEST, SUM, TIGHTEST } from "./describe.ts";
import type { Expression } from "./expression.ts";

type Words = readonly [words: string, tightness: number];

/** A function call in words. Functions without words of their own read as they are written. */
export function describeCall(name: string, parameters: readonly Expression[]): Words {
  return WORDS.get(name)?.(parameters) ?? [`${name}(${parameters.map(loose).join(", ")})`, TIGHTEST];
}

function loose(expression: Expression | undefined): string {
  return expression ? describePart(expression, LOOSEST) : "";
}

function tight(expression: Expression | undefined, tightness = SUM): string {
  return expression ? describePart(expression, tightness) : "";
}

/** "a, b and c". */
function list(words: readonly string[], joint: "and" | "or"): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${joint} ${words.at(-1)}`;
}

const WORDS: ReadonlyMap<string, (parameters: readonly Expression[]) => Words | undefined> = new Map([
  ["AND", (conditions) => [list(conditions.map((condition) => tight(condition, CONDITION)), "and"), conditions.length > 1 ? LOOSEST : CONDITION]],
  ["OR", alternatives],
  ["NOT", ([condition]) => negation(condition)],
  ["ISBLANK", ([value]) => [`${tight(value)} is blank`, CONDITION]],
  ["IFBLANK", ([value, otherwise]) => [`${tight(value)}, or ${tight(otherwise)} where that is blank`, LOOSEST]],
  ["IF", ([condition, then, otherwise]) => [`${tight(then)} if ${tight(condition, CONDITION)}, else ${tight(otherwise)}`, LOOSEST]],
  ["IFS", (pairs) => [cases(pairs, (condition) => tight(condition, CONDITION)), LOOSEST]],
  ["SWITCH", ([subject, ...pairs]) => [cases(pairs, (value) => `${tight(subject)} is ${tight(value)}`), LOOSEST]],
  ["MIN", (values) => [`the ${values.length > 2 ? "smallest" : "smaller"} of ${list(values.map((value) => tight(value)), "and")}`, SUM]],
  ["MAX", (values) => [`the ${values.length > 2 ? "largest" : "larger"} of ${list(values.map((value) => tight(value)), "and")}`, SUM]],
  ["ABS", ([value]) => [`${tight(value, TIGHTEST)} without its sign`, SUM]],
  ["ROUND", ([value, digits]) => rounding(value, digits, "rounded")],
  ["ROUNDUP", ([value, digits]) => rounding(value, digits, "rounded up")],
  ["ROUNDDOWN", ([value, digits]) => rounding(value, digits, "rounded down")],
  ["YEAR", ([date]) => [`the year of ${tight(date)}`, SUM]],
  ["MONTH", ([date]) => [`the month of ${tight(date)}`, SUM]],
  ["DAY", ([date]) => [`the day of the month of ${tight(date)}`, SUM]],
]);

/** "region is R1 or R2" when one thing is compared with several values, else "a or b". */
function alternatives(conditions: readonly Expression[]): Words {
  const subjects = new Set(conditions.map((condition) => (condition.kind === "comparison" && condition.operator === "=" && condition.right.kind === "constant" ? loose(condition.left) : undefined)));
  const [subject] = subjects;
  if (subjects.size === 1 && subject !== undefined) {
    const values = conditions.map((condition) => (condition.kind === "comparison" && condition.right.kind === "constant" ? describeConstant(condition.right.value) : ""));
    return [`${subject} is ${list(values, "or")}`, CONDITION];
  }
  return [list(conditions.map((condition) => tight(condition, CONDITION)), "or"), conditions.length > 1 ? LOOSEST : CONDITION];
}

function negation(condition: Expression | undefined): Words {
  if (condition?.kind === "comparison") return [describeComparison(condition.operator, condition.left, condition.right, true), CONDITION];
  if (condition?.kind === "call" && condition.definition.name === "ISBLANK") return [`${tight(condition.arguments[0])} is not blank`, CONDITION];
  return [`not ${tight(condition, FACTOR)}`, CONDITION];
}

function cases(pairs: readonly Expression[], condition: (test: Expression) => string): string {
  const words: string[] = [];
  for (let i = 0; i < pairs.length; i += 2) {
    const [test, value] = [pairs[i], pairs[i + 1]];
    const isDefault = test && (!value || (test.kind === "constant" && test.value === true));
    if (isDefault) words.push(`else ${tight(value ?? test)}`);
    else if (test) words.push(`${tight(value)} if ${condition(test)}`);
  }
  return words.join(", ");
}

function rounding(value: Expression | undefined, digits: Expression | undefined, verb: string): Words | undefined {
  if (digits?.kind !== "constant" || typeof digits.value !== "object") return undefined;
  const decimals = describeConstant(digits.value);
  const to = decimals === "0" ? "a whole number" : decimals === "1" ? "1 decimal" : `${decimals} decimals`;
  return [`${tight(value, TIGHTEST)} ${verb} to ${to}`, SUM];
}
