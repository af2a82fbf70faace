/** A column of a table on the terminal; numbers stand to the right. */
export type TextColumnStyle = { readonly title: string; readonly align?: "left" | "right" };

/** Lines of an aligned table, indented by two blanks, with a heading; without a line break at the end of the last one. */
export function textTable(columns: readonly TextColumnStyle[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map((column, index) =>
    rows.reduce((width, row) => Math.max(width, widthOf(row[index] ?? "")), widthOf(column.title)),
  );
  const line = (cells: readonly string[]) =>
    columns
      .map((column, index) => pad(cells[index] ?? "", widths[index] ?? 0, column.align ?? "left"))
      .join("  ")
      .replace(/^/, "  ")
      .trimEnd();
  return [line(columns.map((column) => column.title)), ...rows.map(line)].join("\n");
}

/** Characters, not UTF-16 units; wide scripts may still misalign a column. */
function widthOf(text: string): number {
  return Array.from(text).length;
}

function pad(text: string, width: number, align: "left" | "right"): string {
  const blanks = " ".repeat(Math.max(0, width - widthOf(text)));
  return align === "left" ? text + blanks : blanks + text;
}

/** "1234567.80" is "1,234,567.80": grouped for reading on the terminal only. */
export function grouped(decimal: string): string {
  const [whole = "", fraction] = decimal.split(".");
  const withCommas = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? withCommas : `${withCommas}.${fraction}`;
}
