import { Panel } from "../../../app/web/kit/page.tsx";
import { text } from "../../../app/web/kit/text.ts";
import { VirtualRows } from "../../../app/web/kit/virtual-rows.tsx";
import type { TraceNode } from "../trace.ts";
import { NodeLink } from "./node-link.tsx";
import classes from "./part-table.module.css";
import type { WhyAddress } from "./queries.ts";

const ROWS_SHOWN_MAX = 14;

type PartTableProps = { readonly node: TraceNode; readonly address: WhyAddress; readonly total: boolean };

/** The parts of a node, each leading to its own reason, with the sum they make where they make one. Long lists keep only what is in view. */
export function PartTable({ node, address, total }: PartTableProps) {
  const { children } = node;
  return (
    <Panel>
      <div role="table" aria-label={text.why.parts} aria-rowcount={children.length + (total ? 1 : 0)}>
        <VirtualRows
          count={children.length}
          label={text.why.parts}
          rowsShownMax={ROWS_SHOWN_MAX}
          rowsBefore={0}
          className={classes["row"]}
          row={(index) => <Cells child={children[index]} address={address} />}
        />
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

function Cells({ child, address }: { readonly child: TraceNode | undefined; readonly address: WhyAddress }) {
  if (!child) return null;
  return (
    <>
      <span role="cell" className={classes["label"]}>
        <NodeLink id={child.id} address={address} label={child.label} className={classes["link"]} />
      </span>
      <span role="cell" className={classes["value"]}>
        {child.value}
      </span>
    </>
  );
}
