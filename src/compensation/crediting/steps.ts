import { minorDigits } from "../../money/currency.ts";
import type { NumberColumn, TextColumn } from "../../table/column.ts";

/** Numbers that are no money are shared at this many decimals, or at their own where they have more. */
const UNIT_DECIMALS = 6;

/**
 * A column of the transactions counted in the steps by which its values are shared, which depend on the row alone: on what its currency counts in, or
 * its own decimals where it has more. `step`: the size of each row's step in 10^-scale; undefined: 1 for all.
 */
export type SteppedColumn = { readonly scale: number; readonly column: NumberColumn; readonly step: Float64Array | undefined };

/** Fewest decimals by code of a column of texts; `blank`: where it is blank. */
type Decimals = { readonly codes: Int32Array; readonly byCode: readonly number[]; readonly blank: number };

/** Money is shared at the minor unit of the row's currency; a blank one is the company's. */
export function moneySteps(column: NumberColumn, { codes, dictionary }: TextColumn, companyCurrency: string): SteppedColumn {
  const byCode = dictionary.map((currency) => minorDigits(currency || companyCurrency));
  const blank = minorDigits(companyCurrency);
  const [fewest = blank, ...others] = new Set(byCode.length > 0 && !codes.includes(-1) ? byCode : [...byCode, blank]);
  return others.length === 0 && fewest >= column.scale ? rescaled(column, fewest) : stepped(column, { codes, byCode, blank });
}

export function unitSteps(column: NumberColumn): SteppedColumn {
  return rescaled(column, Math.max(UNIT_DECIMALS, column.scale));
}

/** The same numbers with more decimals; each of them is a step. */
function rescaled(column: NumberColumn, scale: number): SteppedColumn {
  if (scale === column.scale) return { scale, column, step: undefined };
  const steps = new StepsBuilder(column.values.length);
  column.values.forEach((value, row) => steps.set(row, value, column.wide?.get(row), scale - column.scale));
  return { scale, column: steps.column(scale), step: undefined };
}

function stepped(column: NumberColumn, { codes, byCode, blank }: Decimals): SteppedColumn {
  const scale = Math.max(column.scale, blank, ...byCode);
  const steps = new StepsBuilder(column.values.length);
  const step = new Float64Array(column.values.length);
  column.values.forEach((value, row) => {
    const exact = column.wide?.get(row);
    const fewest = byCode[codes[row]!] ?? blank;
    let decimals = column.scale;
    let power = 1;
    while (decimals > fewest && (exact === undefined ? value % (power * 10) === 0 : exact % BigInt(power * 10) === 0n)) {
      decimals -= 1;
      power *= 10;
    }
    decimals = Math.max(decimals, fewest);
    steps.set(row, value, exact, decimals - column.scale);
    step[row] = 10 ** (scale - decimals);
  });
  return { scale, column: steps.column(scale), step };
}

/** Numbers multiplied by powers of ten; what leaves 2^53 stands in `wide`. */
class StepsBuilder {
  readonly #values: Float64Array;
  readonly #wide = new Map<number, bigint>();

  constructor(count: number) {
    this.#values = new Float64Array(count);
  }

  /** `exact` in place of a value that is NaN. Divisions come out even. */
  set(row: number, value: number, exact: bigint | undefined, digits: number): void {
    const product = digits < 0 ? value / 10 ** -digits : value * 10 ** digits;
    const isWide = exact !== undefined || Math.abs(product) > Number.MAX_SAFE_INTEGER;
    this.#values[row] = isWide ? Number.NaN : product;
    if (!isWide) return;
    const whole = exact ?? BigInt(value);
    this.#wide.set(row, digits < 0 ? whole / 10n ** BigInt(-digits) : whole * 10n ** BigInt(digits));
  }

  column(scale: number): NumberColumn {
    return { type: "number", scale, values: this.#values, wide: this.#wide };
  }
}
