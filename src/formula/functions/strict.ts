import type { Day } from "../../calendar/day.ts";
import { type Rational, rational } from "../../money/rational.ts";
import { Failure, type Lazy, type Outcome } from "../outcome.ts";
import type { Value } from "../value.ts";

/** A function that needs all its arguments: the first failure among them is its result. */
export function strict(compute: (values: readonly Value[]) => Outcome): (parameters: readonly Lazy[]) => Outcome {
  return (parameters) => {
    const values: Value[] = [];
    for (const parameter of parameters) {
      const outcome = parameter();
      if (outcome instanceof Failure) return outcome;
      values.push(outcome);
    }
    return compute(values);
  };
}

/** The checker has proven the types; a value of another type is a defect of the caller's lookup. */
function wrongType(expected: string, value: Value | undefined): never {
  throw new TypeError(`Expected ${expected}, got ${value === undefined ? "nothing" : typeof value}: the lookup does not match the scope`);
}

export function asNumber(value: Value | undefined): Rational {
  return typeof value === "object" ? value : wrongType("a number", value);
}

export function asDay(value: Value | undefined): Day {
  return typeof value === "number" ? value : wrongType("a date", value);
}

export function asText(value: Value | undefined): string {
  return typeof value === "string" ? value : wrongType("a text", value);
}

export function asBoolean(value: Value | undefined): boolean {
  return typeof value === "boolean" ? value : wrongType("a boolean", value);
}

const WHOLE_MAX = 1_000_000_000n;

/** A whole number for counts, positions, years and months; like Excel the fraction is cut off. Undefined: beyond 10^9. */
export function asWhole(value: Value | undefined): number | undefined {
  const { numerator, denominator } = asNumber(value);
  const cut = numerator / denominator;
  return cut > WHOLE_MAX || cut < -WHOLE_MAX ? undefined : Number(cut);
}

export function whole(value: number): Rational {
  return rational(BigInt(value));
}
