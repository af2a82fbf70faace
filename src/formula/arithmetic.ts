import { add, divide, isZero, multiply, type Rational, rational, subtract } from "../money/rational.ts";
import { EXPONENT_MAX, MAGNITUDE_MAX } from "./limits.ts";
import { Failure } from "./outcome.ts";

type ArithmeticOperation = "add" | "subtract" | "multiply" | "divide" | "power";

/** Exact arithmetic with bounds: a result beyond 2^1024 is a failure, not a wait. */
export function calculate(operation: ArithmeticOperation, a: Rational, b: Rational): Rational | Failure {
  switch (operation) {
    case "add":
      return bounded(add(a, b));
    case "subtract":
      return bounded(subtract(a, b));
    case "multiply":
      return bounded(multiply(a, b));
    case "divide":
      return isZero(b) ? new Failure("division-by-zero", "Division by zero.") : bounded(divide(a, b));
    case "power":
      return power(a, b);
  }
}

function bounded(value: Rational): Rational | Failure {
  const tooLarge = value.numerator > MAGNITUDE_MAX || value.numerator < -MAGNITUDE_MAX || value.denominator > MAGNITUDE_MAX;
  return tooLarge ? new Failure("out-of-range", "The number gets too large or too fine to compute.") : value;
}

/** Whole exponents only: other powers have no exact value. As in Excel 0^0 has no value. */
function power(base: Rational, exponent: Rational): Rational | Failure {
  if (exponent.denominator !== 1n || exponent.numerator > EXPONENT_MAX || exponent.numerator < -EXPONENT_MAX) {
    return new Failure("out-of-range", `An exponent must be a whole number from -${EXPONENT_MAX} to ${EXPONENT_MAX}.`);
  }
  if (isZero(base) && exponent.numerator <= 0n) {
    return exponent.numerator === 0n
      ? new Failure("out-of-range", "0^0 has no value.")
      : new Failure("division-by-zero", "Division by zero: 0 has no negative power.");
  }
  let result: Rational | Failure = rational(1n);
  let square: Rational | Failure = base;
  for (let left = exponent.numerator < 0n ? -exponent.numerator : exponent.numerator; left > 0n; left /= 2n) {
    if (square instanceof Failure) return square;
    if (left % 2n === 1n) result = bounded(multiply(result, square));
    if (result instanceof Failure) return result;
    if (left > 1n) square = bounded(multiply(square, square));
  }
  return exponent.numerator < 0n ? divide(rational(1n), result) : result;
}
