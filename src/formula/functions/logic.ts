import { compare } from "../../money/rational.ts";
import { Failure, type Lazy, type Outcome } from "../outcome.ts";
import { foldCase, type Value } from "../value.ts";
import { ANY, type FunctionDefinition } from "./definition.ts";
import { asBoolean, strict } from "./strict.ts";

const CONDITION = { name: "condition", types: ["Boolean"] } as const;

/** A condition that decides wins over one that has no value: AND is FALSE when any condition is FALSE, OR is TRUE when any is TRUE. */
function decide(conditions: readonly Lazy[], decisive: boolean): Outcome {
  let failure: Failure | undefined;
  for (const condition of conditions) {
    const outcome = condition();
    if (outcome instanceof Failure) failure ??= outcome;
    else if (outcome === decisive) return decisive;
  }
  return failure ?? !decisive;
}

function firstTrue(pairs: readonly Lazy[]): Outcome {
  for (let i = 0; i + 1 < pairs.length; i += 2) {
    const holds = pairs[i]?.() ?? false;
    if (holds instanceof Failure) return holds;
    if (holds === true) return pairs[i + 1]?.() ?? false;
  }
  return new Failure("no-match", "No condition of IFS holds. Add a last pair TRUE, value.");
}

/** Equality of the language: numbers by value, texts without regard to case. */
export function isSame(a: Value, b: Value): boolean {
  if (typeof a === "object" && typeof b === "object") return compare(a, b) === 0;
  if (typeof a === "string" && typeof b === "string") return foldCase(a) === foldCase(b);
  return a === b;
}

function switchCase([subject, ...rest]: readonly Lazy[]): Outcome {
  const value = subject?.() ?? false;
  if (value instanceof Failure) return value;
  for (let i = 0; i + 1 < rest.length; i += 2) {
    const candidate = rest[i]?.() ?? false;
    if (candidate instanceof Failure) return candidate;
    if (isSame(value, candidate)) return rest[i + 1]?.() ?? false;
  }
  return rest.length % 2 === 1
    ? (rest.at(-1)?.() ?? false)
    : new Failure("no-match", "No case of SWITCH matches. Add a last argument as default.");
}

export const LOGIC: readonly FunctionDefinition[] = [
  {
    name: "IF",
    help: "One of two values, by a condition. Only the chosen one is evaluated",
    parameters: [CONDITION, { name: "then", types: ANY, group: "values" }, { name: "else", types: ANY, group: "values" }],
    result: "values",
    examples: [["IF(2 > 1, 5%, 3%)", "5%"]],
    evaluate([condition, then, otherwise]) {
      const holds = condition?.() ?? false;
      if (holds instanceof Failure) return holds;
      return (holds === true ? then : otherwise)?.() ?? false;
    },
  },
  {
    name: "IFS",
    help: "The value after the first condition that holds",
    parameters: [CONDITION, { name: "value", types: ANY, group: "values" }],
    repeats: 2,
    result: "values",
    examples: [['IFS(7 > 10, "large", 7 > 5, "medium", TRUE, "small")', '"medium"']],
    evaluate: firstTrue,
  },
  {
    name: "SWITCH",
    help: "The value after the first case that equals the subject, else the default",
    parameters: [
      { name: "subject", types: ANY, group: "cases" },
      { name: "case", types: ANY, group: "cases" },
      { name: "value", types: ANY, group: "values" },
    ],
    repeats: 2,
    last: { name: "default", types: ANY, group: "values" },
    result: "values",
    examples: [['SWITCH("west", "East", 1, "West", 2, 0)', "2"]],
    evaluate: switchCase,
  },
  {
    name: "AND",
    help: "TRUE when every condition holds",
    parameters: [CONDITION],
    repeats: 1,
    result: "Boolean",
    examples: [["AND(2 > 1, 3 > 4)", "FALSE"]],
    evaluate: (conditions) => decide(conditions, false),
  },
  {
    name: "OR",
    help: "TRUE when at least one condition holds",
    parameters: [CONDITION],
    repeats: 1,
    result: "Boolean",
    examples: [["OR(2 > 1, 3 > 4)", "TRUE"]],
    evaluate: (conditions) => decide(conditions, true),
  },
  {
    name: "NOT",
    help: "TRUE when the condition does not hold",
    parameters: [CONDITION],
    result: "Boolean",
    examples: [["NOT(2 > 1)", "FALSE"]],
    evaluate: strict(([condition]) => !asBoolean(condition)),
  },
  {
    name: "ISBLANK",
    help: "TRUE when the value is blank, or cannot be computed because something it reads is. Empty text is blank",
    parameters: [{ name: "value", types: ANY }],
    result: "Boolean",
    examples: [
      ['ISBLANK("")', "TRUE"],
      ["ISBLANK(0)", "FALSE"],
    ],
    evaluate([value]) {
      const outcome = value?.() ?? "";
      if (outcome instanceof Failure) return outcome.kind === "blank" ? true : outcome;
      return outcome === "";
    },
  },
  {
    name: "IFBLANK",
    help: "The value, or the other one where the value is blank",
    parameters: [
      { name: "value", types: ANY, group: "values" },
      { name: "otherwise", types: ANY, group: "values" },
    ],
    result: "values",
    examples: [
      ['IFBLANK("", "none")', '"none"'],
      ["IFBLANK(0, 7)", "0"],
    ],
    evaluate([value, otherwise]) {
      const outcome = value?.() ?? "";
      const blank = outcome instanceof Failure ? outcome.kind === "blank" : outcome === "";
      return blank ? (otherwise?.() ?? "") : outcome;
    },
  },
];
