import type { NumberChoice } from "./recognise-numbers.ts";

/** The sign that parts decimals in a column, where its numbers show it. */
type Shown = { readonly decimal: "." | "," | null };

/**
 * Which choice of a question the other numbers of a drop settle, by its index: those of the same file, else those of all files where they
 * agree. They settle nothing but that a sign groups thousands; that 90.000 is ninety, only a person can say. Undefined: ask.
 */
export function settledChoice(
  choices: readonly { readonly number?: NumberChoice | undefined }[],
  own: readonly Shown[],
  others: readonly Shown[],
): number | undefined {
  const decimal = agreed(own) ?? (own.some((column) => column.decimal !== null) ? undefined : agreed(others));
  if (decimal === undefined) return undefined;
  const fitting = [...choices.entries()].filter(
    ([, { number = {} }]) => (number.decimal ?? ".") === decimal && (number.grouping ?? "") !== "",
  );
  return fitting.length === 1 ? fitting[0]?.[0] : undefined;
}

function agreed(columns: readonly Shown[]): "." | "," | undefined {
  const found = new Set(columns.flatMap(({ decimal }) => (decimal === null ? [] : [decimal])));
  const [only] = found;
  return found.size === 1 ? only : undefined;
}
