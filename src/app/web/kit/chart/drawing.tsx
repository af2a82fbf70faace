import "@mantine/charts/styles.layer.css";
import { BarChart } from "@mantine/charts";
import { useReducedMotion } from "@mantine/hooks";
import type { ChartProps } from "./chart.tsx";

/** Told apart by lightness as well as by hue, and AA against both grounds. */
const COLOURS = ["ink.6", "teal.7", "orange.7", "gray.6"];
const HEIGHT_PIXELS = 200;

/** The drawing of a chart: its numbers are for the eye alone, the table holds them exactly. Bars begin at 0. */
export default function Drawing({ categories, series, format = String }: ChartProps) {
  const still = useReducedMotion();
  const data = categories.map((category, index) => ({
    category,
    ...Object.fromEntries(series.map(({ name, values }) => [name, drawn(values[index])])),
  }));
  return (
    <BarChart
      h={HEIGHT_PIXELS}
      data={data}
      dataKey="category"
      series={series.map(({ name }, index) => ({ name, color: COLOURS[index % COLOURS.length] ?? "gray.6" }))}
      withLegend={series.length > 1}
      legendProps={{ verticalAlign: "bottom" }}
      tickLine="none"
      gridAxis="x"
      valueFormatter={(value: number) => format(String(value))}
      yAxisProps={{ width: 56, allowDecimals: false }}
      barProps={{ isAnimationActive: !still }}
      barChartProps={{ accessibilityLayer: false }}
      maxBarWidth={56}
    />
  );
}

function drawn(value: string | null | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}
