import { Button } from "@mantine/core";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { formatDecimal } from "../number.ts";
import { text } from "../text.ts";
import table from "../table.module.css";
import classes from "./chart.module.css";

const Drawing = lazy(() => import("./drawing.tsx"));

/** One line, area or row of bars. `values` are decimal strings, one a category; null: there is none. */
export type ChartSeries = { readonly name: string; readonly values: readonly (string | null)[] };

export type ChartProps = {
  /** What the chart shows, as a finding: "Attainment rose in each quarter". */
  readonly title: string;
  /** Unit, currency, span, as of when, how many. */
  readonly note?: ReactNode;
  readonly kind: "bars" | "lines" | "areas";
  /** What the categories are ("Period"), and each of them. */
  readonly category: string;
  readonly categories: readonly string[];
  /** At most four: more are not told apart. */
  readonly series: readonly ChartSeries[];
  /** The last category is still open: said beside its name. */
  readonly lastIsOpen?: boolean;
  /** How a value reads; a decimal with its own decimals where nothing is said. */
  readonly format?: (value: string) => string;
};

/** A figure with its caption, and the same numbers as a table. Drawing is loaded where a chart is. */
export function Chart(props: ChartProps) {
  const { title, note, category, series, format = formatDecimal } = props;
  const [asTable, setAsTable] = useState(false);
  const categories = props.categories.map((name, index) =>
    props.lastIsOpen && index === props.categories.length - 1 ? `${name} (${text.chart.toDate})` : name,
  );
  return (
    <figure className={classes["figure"]}>
      <figcaption className={classes["caption"]}>
        <div>
          <div className={classes["title"]}>{title}</div>
          {note ? <div className={classes["note"]}>{note}</div> : null}
        </div>
        <Button variant="default" size="compact-sm" onClick={() => setAsTable(!asTable)}>
          {asTable ? text.chart.asDrawing : text.chart.asTable}
        </Button>
      </figcaption>
      {asTable ? (
        <ChartTable category={category} categories={categories} series={series} format={format} title={title} />
      ) : (
        <div className={classes["drawing"]}>
          <Suspense>
            <Drawing {...props} categories={categories} format={format} />
          </Suspense>
        </div>
      )}
    </figure>
  );
}

type ChartTableProps = Pick<ChartProps, "category" | "categories" | "series" | "title"> & { readonly format: (value: string) => string };

function ChartTable({ category, categories, series, format, title }: ChartTableProps) {
  return (
    <div className={table["scroll"]} tabIndex={0} role="group" aria-label={title}>
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
    </div>
  );
}
