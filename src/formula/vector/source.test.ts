import { expect, test } from "vitest";
import { scaled } from "../../money/rational.ts";
import type { Column } from "../../table/column.ts";
import { valueAt } from "./source.ts";

test("numbers of a column are fractions in lowest terms, like every other", () => {
  const cells = [0, 1, -1, 4, 5, 10, 25, 75, 100, 250, 1_000_000, -12_340, Number.MAX_SAFE_INTEGER];
  for (const scale of [0, 1, 2, 6, 15]) {
    const column: Column = {
      type: "number",
      scale,
      values: Float64Array.of(...cells, Number.NaN, Number.NaN),
      wide: new Map([[cells.length, 10n ** 30n]]),
    };
    expect([...cells, 10n ** 30n].map((_, row) => valueAt(column, row))).toEqual(
      [...cells.map(BigInt), 10n ** 30n].map((value) => scaled(value, scale)),
    );
    expect(valueAt(column, cells.length + 1)).toBeUndefined();
  }
});
