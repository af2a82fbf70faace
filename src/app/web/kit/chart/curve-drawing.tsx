import { useElementSize } from "@mantine/hooks";
import {
  CartesianGrid,
  Label,
  Line,
  LineChart,
  ReferenceDot,
  ReferenceLine,
  Tooltip,
  type TooltipContentProps,
  XAxis,
  YAxis,
} from "recharts";
import type { CurveProps } from "./curve.tsx";
import classes from "./chart.module.css";

const HEIGHT_PIXELS = 280;
const TICK = { fill: "var(--attain-quiet)", fontSize: 12 };

/** The drawing of a curve: its numbers are for the eye alone. A jump is drawn as the dashed upright that it is. */
export default function CurveDrawing({ points, jumps, marks, reference, xTitle, formatX, formatY = String }: CurveProps) {
  const { ref, width } = useElementSize();
  const data = points.map(({ x, y }) => ({ x: Number(x), y: Number(y) }));
  const steps = ticksTo(Math.max(...data.map(({ x }) => x), 0));
  const heights = ticksTo(Math.max(...data.map(({ y }) => y), 0));
  return (
    <div ref={ref} className={classes["plane"]}>
      {width === 0 ? null : (
        <LineChart
          width={width}
          height={HEIGHT_PIXELS}
          data={data}
          margin={{ top: 20, right: 16, bottom: 20, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid stroke="var(--attain-line)" vertical={false} />
          <XAxis
            dataKey="x"
            type="number"
            domain={[0, steps.at(-1) ?? 1]}
            ticks={steps}
            tick={TICK}
            tickLine={false}
            stroke="var(--attain-line)"
            tickFormatter={(value: number) => formatX(String(value))}
          >
            <Label value={xTitle} position="insideBottom" offset={-12} fill="var(--attain-quiet)" fontSize={12} />
          </XAxis>
          <YAxis
            type="number"
            domain={[Math.min(0, ...data.map(({ y }) => y)), heights.at(-1) ?? 1]}
            ticks={heights}
            width={76}
            tick={TICK}
            tickLine={false}
            axisLine={false}
            tickFormatter={(value: number) => formatY(String(value))}
          />
          {reference ? (
            <ReferenceLine x={Number(reference.x)} stroke="var(--attain-quiet)" strokeDasharray="3 3">
              <Label value={reference.label} position="top" fill="var(--attain-quiet)" fontSize={12} />
            </ReferenceLine>
          ) : null}
          <Tooltip content={(shown) => <Reading {...shown} formatX={formatX} formatY={formatY} />} isAnimationActive={false} />
          <Line
            dataKey="y"
            type="linear"
            stroke="var(--attain-accent)"
            strokeWidth={2}
            dot={false}
            activeDot={{ r: 4 }}
            isAnimationActive={false}
          />
          {marks.map(({ x, y }) => (
            <ReferenceDot
              key={`mark ${x}`}
              x={Number(x)}
              y={Number(y)}
              r={4}
              fill="var(--attain-surface)"
              stroke="var(--attain-accent)"
              strokeWidth={2}
            />
          ))}
          {jumps.map(({ x, y, from, label }) => (
            <ReferenceDot key={`jump ${x}`} x={Number(x)} y={(Number(y) + Number(from)) / 2} r={0} stroke="none">
              <Label
                value={label}
                position={Number(x) < (steps.at(-1) ?? 1) / 2 ? "right" : "left"}
                fill="var(--attain-warning)"
                fontSize={12}
                fontWeight={600}
              />
            </ReferenceDot>
          ))}
        </LineChart>
      )}
    </div>
  );
}

type ReadingProps = Pick<TooltipContentProps, "active" | "payload" | "label"> & {
  readonly formatX: (value: string) => string;
  readonly formatY: (value: string) => string;
};

function Reading({ active, payload, label, formatX, formatY }: ReadingProps) {
  const value: unknown = payload?.[0]?.value;
  if (!active || typeof value !== "number") return null;
  return (
    <div className={classes["reading"]}>
      {formatX(String(label))}: <strong>{formatY(String(value))}</strong>
    </div>
  );
}

/** Round steps from 0 that reach the greatest value: for the drawing only. */
function ticksTo(most: number): number[] {
  if (!(most > 0)) return [0, 1];
  const rough = most / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? rough;
  return Array.from({ length: Math.ceil(most / step - 1e-9) + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}
