import { Button } from "@mantine/core";
import { type ReactNode, Suspense, useState } from "react";
import table from "../table.module.css";
import { text } from "../text.ts";
import classes from "./chart.module.css";

type ChartFigureProps = {
  readonly title: string;
  readonly note?: ReactNode;
  /** For the eye alone. */
  readonly drawing: ReactNode;
  /** The same numbers, exactly. */
  readonly table: ReactNode;
};

/** A drawing with its caption, and a button that shows its numbers as a table instead. */
export function ChartFigure({ title, note, drawing, table: numbers }: ChartFigureProps) {
  const [asTable, setAsTable] = useState(false);
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
        <div className={table["scroll"]} tabIndex={0} role="group" aria-label={title}>
          {numbers}
        </div>
      ) : (
        <div className={classes["drawing"]} aria-hidden="true">
          <Suspense>{drawing}</Suspense>
        </div>
      )}
    </figure>
  );
}
