import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useRef } from "react";
import classes from "./virtual-rows.module.css";

const ROW_PIXELS = 44;

type VirtualRowsProps = {
  readonly count: number;
  /** Names the rows for those who do not see them. */
  readonly label: string;
  /** Longer lists scroll inside this many rows. */
  readonly rowsShownMax: number;
  /** Rows of the table above these, such as its head. */
  readonly rowsBefore: number;
  /** Class of a row, which lays its cells out. */
  readonly className: string | undefined;
  /** The cells of a row. */
  readonly row: (index: number) => ReactNode;
  /** Called with the last row that came into view. */
  readonly onReach?: (index: number) => void;
};

/** The rows of a table of which only those in view stand in the document. It stands inside an element of role "table". */
export function VirtualRows({ count, label, rowsShownMax, rowsBefore, className, row, onReach }: VirtualRowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({ count, getScrollElement: () => scroller.current, estimateSize: () => ROW_PIXELS, overscan: 10 });
  const isLong = count > rowsShownMax;
  const items = rows.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => onReach?.(last));
  return (
    <div
      role="rowgroup"
      ref={scroller}
      tabIndex={0}
      aria-label={label}
      className={classes["scroller"]}
      data-long={isLong || undefined}
      style={isLong ? { height: rowsShownMax * ROW_PIXELS } : undefined}
    >
      <div role="presentation" style={{ height: rows.getTotalSize(), position: "relative" }}>
        {items.map(({ index, start }) => (
          <div
            key={index}
            role="row"
            aria-rowindex={index + rowsBefore + 1}
            className={`${classes["row"]} ${className ?? ""}`}
            style={{ transform: `translateY(${start}px)` }}
          >
            {row(index)}
          </div>
        ))}
      </div>
    </div>
  );
}
