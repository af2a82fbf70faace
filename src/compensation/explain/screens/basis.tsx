import type { TraceNode } from "../trace.ts";
import classes from "./basis.module.css";
import { NodeLink } from "./node-link.tsx";
import type { WhyAddress } from "./queries.ts";

type BasisProps = {
  readonly nodes: readonly TraceNode[];
  readonly address: WhyAddress;
  /** A sentence as it is told to who reads it. */
  readonly told: (sentence: string) => string;
};

/** What a value was worked out from without being a part of it: attainment, quota, rates, gate, rounding. Each with its sentence. */
export function Basis({ nodes, address, told }: BasisProps) {
  return (
    <ul className={classes["list"]}>
      {nodes.map((node) => (
        <li key={node.id} className={classes["item"]}>
          <span className={classes["label"]}>{node.label}</span>
          {/* Of rounding the sentence says it all: its value is only the currency. */}
          {node.kind === "rounding" ? null : <NodeLink id={node.id} address={address} label={node.value} className={classes["value"]} />}
          <span className={classes["sentence"]}>{told(node.sentence)}</span>
        </li>
      ))}
    </ul>
  );
}
