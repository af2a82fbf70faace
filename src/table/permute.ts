import type { Column, DateColumn, NumberColumn, TextColumn } from "./column.ts";

/** The same column with its rows in another order: row i of the result is row `order[i]`. */
export function permute<C extends Column>(column: C, order: readonly number[]): C;
export function permute(column: Column, order: readonly number[]): Column {
  switch (column.type) {
    case "text":
      return { ...column, codes: Int32Array.from(order, (row) => column.codes[row] ?? -1) };
    case "date":
      return { ...column, days: Int32Array.from(order, (row) => column.days[row] ?? 0) };
    case "boolean":
      return { ...column, values: Uint8Array.from(order, (row) => column.values[row] ?? 0) };
    case "number":
      return permuteNumbers(column, order);
  }
}

function permuteNumbers(column: NumberColumn, order: readonly number[]): NumberColumn {
  const values = Float64Array.from(order, (row) => column.values[row] ?? Number.NaN);
  if (column.wide === undefined) return { ...column, values };
  const wide = new Map<number, bigint>();
  order.forEach((row, index) => {
    const value = column.wide?.get(row);
    if (value !== undefined) wide.set(index, value);
  });
  return { ...column, values, wide };
}

/** Row numbers ordered by day, then by texts compared by UTF-16 code units; undefined when the rows already stand so. */
export function orderOf(days: DateColumn, keys: readonly TextColumn[]): number[] | undefined {
  const count = days.days.length;
  const compare = (a: number, b: number): number => {
    const difference = (days.days[a] ?? 0) - (days.days[b] ?? 0);
    if (difference !== 0) return difference;
    for (const { codes, dictionary } of keys) {
      const codeA = codes[a] ?? -1;
      const codeB = codes[b] ?? -1;
      if (codeA === codeB) continue;
      const textA = dictionary[codeA] ?? "";
      const textB = dictionary[codeB] ?? "";
      if (textA !== textB) return textA < textB ? -1 : 1;
    }
    return 0;
  };
  let sorted = true;
  for (let row = 1; row < count && sorted; row += 1) sorted = compare(row - 1, row) <= 0;
  return sorted ? undefined : Array.from({ length: count }, (_, row) => row).sort(compare);
}
