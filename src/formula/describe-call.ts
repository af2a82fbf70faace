import { describeComparison } from "./describe-comparison.ts";
import type { Expression } from "./expression.ts";
import { CONDITION, describeConstant, type DescribePart, FACTOR, LOOSEST, SUM, TIGHTEST, type Words } from "./words.ts";

/** A function call in words. Functions without words of their own read as they are written. */
export function describeCall(name: string, parameters: readonly Expression[], describePart: DescribePart): Words {
  const part: Part = (expression, tightness = SUM) => (expression ? describePart(expression, tightness) : "");
  return (
    WORDS.get(name)?.(parameters, part) ?? [`${name}(${parameters.map((parameter) => part(parameter, LOOSEST)).join(", ")})`, TIGHTEST]
  );
}

type Part = (expression: Expression | undefined, tightness?: number) => string;

/** "a, b and c". */
function list(words: readonly string[], joint: "and" | "or"): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${joint} ${words.at(-1)}`;
}

const WORDS: ReadonlyMap<string, (parameters: readonly Expression[], part: Part) => Words | undefined> = new Map([
  [
    "AND",
    (conditions, part) => [
      list(
        conditions.map((condition) => part(condition, CONDITION)),
        "and",
      ),
      conditions.length > 1 ? LOOSEST : CONDITION,
    ],
  ],
  ["OR", alternatives],
  ["NOT", ([condition], part) => negation(condition, part)],
  ["ISBLANK", ([value], part) => [`${part(value)} is blank`, CONDITION]],
  ["IFBLANK", ([value, otherwise], part) => [`${part(value)}, or ${part(otherwise)} where that is blank`, LOOSEST]],
  ["IF", ([condition, then, otherwise], part) => [`${part(then)} if ${part(condition, CONDITION)}, else ${part(otherwise)}`, LOOSEST]],
  ["IFS", (pairs, part) => [cases(pairs, part, (condition) => part(condition, CONDITION)), LOOSEST]],
  ["SWITCH", ([subject, ...pairs], part) => [cases(pairs, part, (value) => `${part(subject)} is ${part(value)}`), LOOSEST]],
  [
    "MIN",
    (values, part) => [
      `the ${values.length > 2 ? "smallest" : "smaller"} of ${list(
        values.map((value) => part(value)),
        "and",
      )}`,
      SUM,
    ],
  ],
  [
    "MAX",
    (values, part) => [
      `the ${values.length > 2 ? "largest" : "larger"} of ${list(
        values.map((value) => part(value)),
        "and",
      )}`,
      SUM,
    ],
  ],
  ["ABS", ([value], part) => [`${part(value, TIGHTEST)} without its sign`, SUM]],
  ["ROUND", ([value, digits], part) => rounding(part, value, digits, "rounded")],
  ["ROUNDUP", ([value, digits], part) => rounding(part, value, digits, "rounded up")],
  ["ROUNDDOWN", ([value, digits], part) => rounding(part, value, digits, "rounded down")],
  ["YEAR", ([date], part) => [`the year of ${part(date)}`, SUM]],
  ["MONTH", ([date], part) => [`the month of ${part(date)}`, SUM]],
  ["DAY", ([date], part) => [`the day of the month of ${part(date)}`, SUM]],
]);

/** "region is R1 or R2" when one thing is compared with several values, else "a or b". */
function alternatives(conditions: readonly Expression[], part: Part): Words {
  const subjects = new Set(
    conditions.map((condition) =>
      condition.kind === "comparison" && condition.operator === "=" && condition.right.kind === "constant"
        ? part(condition.left, LOOSEST)
        : undefined,
    ),
  );
  const [subject] = subjects;
  if (subjects.size === 1 && subject !== undefined) {
    const values = conditions.map((condition) =>
      condition.kind === "comparison" && condition.right.kind === "constant" ? describeConstant(condition.right.value) : "",
    );
    return [`${subject} is ${list(values, "or")}`, CONDITION];
  }
  return [
    list(
      conditions.map((condition) => part(condition, CONDITION)),
      "or",
    ),
    conditions.length > 1 ? LOOSEST : CONDITION,
  ];
}

function negation(condition: Expression | undefined, part: Part): Words {
  if (condition?.kind === "comparison")
    return [describeComparison(condition, (expression, tightness) => part(expression, tightness), true), CONDITION];
  if (condition?.kind === "call" && condition.definition.name === "ISBLANK")
    return [`${part(condition.arguments[0])} is not blank`, CONDITION];
  return [`not ${part(condition, FACTOR)}`, CONDITION];
}

function cases(pairs: readonly Expression[], part: Part, condition: (test: Expression) => string): string {
  const words: string[] = [];
  for (let i = 0; i < pairs.length; i += 2) {
    const [test, value] = [pairs[i], pairs[i + 1]];
    const isDefault = test && (!value || (test.kind === "constant" && test.value === true));
    if (isDefault) words.push(`else ${part(value ?? test)}`);
    else if (test) words.push(`${part(value)} if ${condition(test)}`);
  }
  return words.join(", ");
}

function rounding(part: Part, value: Expression | undefined, digits: Expression | undefined, verb: string): Words | undefined {
  if (digits?.kind !== "constant" || typeof digits.value !== "object") return undefined;
  const decimals = describeConstant(digits.value);
  const to = decimals === "0" ? "a whole number" : decimals === "1" ? "1 decimal" : `${decimals} decimals`;
  return [`${part(value, TIGHTEST)} ${verb} to ${to}`, SUM];
}
