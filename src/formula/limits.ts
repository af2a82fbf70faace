/** Bounds that keep a hostile formula from hanging or exploding; docs/formula.md lists them. */
export const LENGTH_MAX = 2_000;
/** Brackets, function calls and right operands inside each other. */
export const DEPTH_MAX = 64;
export const TEXT_LENGTH_MAX = 10_000;
/** Digits before and after the point of a number as written. */
export const DIGITS_MAX = 30;
export const EXPONENT_MAX = 1_000;
/** Largest numerator and denominator of a result: 2^1024, about 10^308, where Excel ends too. */
export const MAGNITUDE_MAX = 2n ** 1024n;
