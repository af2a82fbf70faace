import { lazy, type ReactNode } from "react";
import { formatDecimal } from "../number.ts";
import { text } from "../text.ts";
import { ChartFigure } from "./figure.tsx";
import table from "../table.module.css";

const Drawing = lazy(() => import("./curve-drawing.tsx"));

/** A point of a curve: where it stands on both axes, as decimal text. */
export type CurvePoint = { readonly x: string; readonly y: string };

export type CurveProps = {
  /** What it shows, and for whom. */
  readonly title: string;
  readonly note?: ReactNode;
  /** Names and units of the axes. */
  readonly xTitle: string;
  readonly yTitle: string;
  /** Ordered by x; between two of them the line runs straight. */
  readonly points: readonly CurvePoint[];
  /** Where the line jumps from one y to another, with the words beside it. */
  readonly jumps: readonly (CurvePoint & { readonly from: string; readonly label: string })[];
  /** Points that are marked. */
  readonly marks: readonly CurvePoint[];
  /** A line across at one x, such as 100 %. */
  readonly reference?: { readonly x: string; readonly label: string };
  readonly formatX: (value: string) => string;
  readonly formatY?: (value: string) => string;
};

/** A line over a continuous axis, both axes from 0, with the same points as a table. Drawing is loaded where a curve is. */
export function Curve(props: CurveProps) {
  const { title, note, formatX, formatY = formatDecimal } = props;
  return (
    <ChartFigure
      title={title}
      note={note}
      drawing={<Drawing {...props} formatY={formatY} />}
      table={
        <table className={table["table"]}>
          <thead>
            <tr>
              <th scope="col">{props.xTitle}</th>
              <th scope="col" className={table["figure"]}>
                {props.yTitle}
              </th>
              <th scope="col">{text.chart.jump}</th>
            </tr>
          </thead>
          <tbody>
            {props.points.map(({ x, y }) => (
              <tr key={x}>
                <th scope="row">{formatX(x)}</th>
                <td className={table["figure"]}>{formatY(y)}</td>
                <td>{props.jumps.find((jump) => jump.x === x)?.label ?? ""}</td>
              </tr>
            ))}
          </tbody>
        </table>
      }
    />
  );
}
