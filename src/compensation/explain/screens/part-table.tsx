import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { Panel } from "../../../app/web/kit/page.tsx";
import { text } from "../../../app/web/kit/text.ts";
import type { TraceNode } from "../trace.ts";
import { NodeLink } from "./node-link.tsx";
import classes from "./part-table.module.css";
import type { WhyAddress } from "./queries.ts";

const ROW_PIXELS = 44;
const ROWS_SHOWN_MAX = 14;

type PartTableProps = { readonly node: TraceNode; readonly address: WhyAddress; readonly total: boolean };

/** The parts of a node, each leading to its own reason, with the sum they make where they make one. Long lists keep only what is in view. */
export function PartTable({ node, address, total }: PartTableProps) {
  const { children } = node;
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: children.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PIXELS,
    overscan: 10,
  });
  return (
    <Panel>
      <div role="table" aria-label={text.why.parts} aria-rowcount={children.length + (total ? 1 : 0)}>
        <div
          role="rowgroup"
          ref={scroller}
          tabIndex={0}
          aria-label={text.why.parts}
          className={classes["scroller"]}
          data-long={children.length > ROWS_SHOWN_MAX || undefined}
        >
          <div role="presentation" style={{ height: rows.getTotalSize(), position: "relative" }}>
            {rows.getVirtualItems().map(({ index, start }) => {
              const child = children[index];
              return child ? (
                <div
                  key={child.id}
                  role="row"
                  aria-rowindex={index + 1}
                  className={classes["row"]}
                  style={{ transform: `translateY(${start}px)` }}
                >
                  <span role="cell" className={classes["label"]}>
                    <NodeLink id={child.id} address={address} label={child.label} className={classes["link"]} />
                  </span>
                  <span role="cell" className={classes["value"]}>
                    {child.value}
                  </span>
                </div>
              ) : null;
            })}
          </div>
        </div>
        {total ? (
          <div role="row" aria-rowindex={children.length + 1} className={classes["total"]}>
            <span role="cell">{text.why.partsTotal}</span>
            <span role="cell" className={classes["value"]}>
              {node.value}
            </span>
          </div>
        ) : null}
      </div>
    </Panel>
  );
}
