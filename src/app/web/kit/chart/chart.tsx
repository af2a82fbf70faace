import { lazy, type ReactNode } from "react";
import { formatDecimal } from "../number.ts";
import { ChartFigure } from "./figure.tsx";
import table from "../table.module.css";

const Drawing = lazy(() => import("./drawing.tsx"));

/** One row of bars. `values` are decimal strings, one a category; null: there is none. */
export type ChartSeries = { readonly name: string; readonly values: readonly (string | null)[] };

export type ChartProps = {
  /** What the chart shows, as a finding: "Attainment rose in each quarter". */
  readonly title: string;
  /** Unit, currency, span, as of when, how many. */
  readonly note?: ReactNode;
  /** What the categories are ("Period"), and each of them. */
  readonly category: string;
  readonly categories: readonly string[];
  /** At most four: more are not told apart. */
  readonly series: readonly ChartSeries[];
  /** How a value reads; a decimal with its own decimals where nothing is said. */
  readonly format?: (value: string) => string;
};

/** A figure with its caption, and the same numbers as a table. Drawing is loaded where a chart is. */
export function Chart(props: ChartProps) {
  const { title, note, category, categories, series, format = formatDecimal } = props;
  return (
    <ChartFigure
      title={title}
      note={note}
      drawing={<Drawing {...props} format={format} />}
      table={<ChartTable category={category} categories={categories} series={series} format={format} />}
    />
  );
}

type ChartTableProps = Pick<ChartProps, "category" | "categories" | "series"> & { readonly format: (value: string) => string };

function ChartTable({ category, categories, series, format }: ChartTableProps) {
  return (
    <table className={table["table"]}>
      <thead>
        <tr>
          <th scope="col">{category}</th>
          {series.map(({ name }) => (
            <th key={name} scope="col" className={table["figure"]}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {categories.map((name, index) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {series.map((one) => {
              const value = one.values[index] ?? null;
              return (
                <td key={one.name} className={table["figure"]}>
                  {value === null ? "–" : format(value)}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
