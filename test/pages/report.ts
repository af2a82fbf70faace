/** Figures under a title, a row each: printed as a table, written as JSON. */
export type Report = { readonly title: string; readonly rows: readonly Readonly<Record<string, string | number>>[] };

/** What a part of the campaign is asked to measure. */
export type Asked = {
  readonly origin: string;
  readonly companies: readonly string[];
  /** Widths and colour schemes of the homes, such as "390-dark". */
  readonly looks: readonly string[];
  readonly seconds: number;
  readonly seed: number;
  /** Folder for a picture of every page; undefined: none. */
  readonly pictures: string | undefined;
  readonly report: (message: string) => void;
};

export function tableOf({ title, rows }: Report): string {
  const heading = Object.keys(rows[0] ?? {});
  const cells = rows.map((row) => heading.map((name) => shown(row[name] ?? "")));
  const widths = heading.map((name, index) => Math.max(name.length, ...cells.map((row) => row[index]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join("  ")
      .trimEnd();
  return [`\n${title}`, line(heading), ...cells.map(line)].join("\n");
}

function shown(value: string | number): string {
  return typeof value === "string" || Number.isInteger(value) ? String(value) : value.toFixed(value < 1 ? 3 : 0);
}

/** The value below which this share of the values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
