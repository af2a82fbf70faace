import { Fragment, type ReactNode } from "react";
import { Panel } from "../../../app/web/kit/page.tsx";
import { text } from "../../../app/web/kit/text.ts";
import type { TraceNode } from "../trace.ts";
import classes from "./arithmetic.module.css";
import { NodeLink } from "./node-link.tsx";
import { PartTable } from "./part-table.tsx";
import type { WhyAddress } from "./queries.ts";

type ArithmeticProps = { readonly node: TraceNode; readonly address: WhyAddress };
type Operation = NonNullable<TraceNode["operation"]>;

/** How each operation is drawn. An operation without a drawing does not compile. */
const DRAWINGS: { readonly [O in Operation]: (props: ArithmeticProps) => ReactNode } = {
  sum: (props) => <PartTable {...props} total={true} />,
  product: (props) => <Chain {...props} sign="×" />,
  quotient: (props) => <Chain {...props} sign="÷" />,
  rounding: (props) => <Steps {...props} word={text.why.rounded} />,
  bound: (props) => <Steps {...props} word={text.why.bounded} />,
  choice: (props) => <Steps {...props} word={text.why.chosen} />,
};

/** The arithmetic that makes a node's value out of its parts; each part leads to its own reason. */
export function Arithmetic(props: ArithmeticProps) {
  const { operation } = props.node;
  return operation ? DRAWINGS[operation](props) : <PartTable {...props} total={false} />;
}

function Term({ node, address }: ArithmeticProps) {
  return (
    <div className={classes["term"]}>
      <NodeLink id={node.id} address={address} label={node.value} className={classes["figure"]} />
      <span className={classes["label"]}>{node.label}</span>
    </div>
  );
}

function Result({ node }: { readonly node: TraceNode }) {
  return (
    <div className={classes["term"]} data-result>
      <span className={classes["figure"]}>{node.value}</span>
      <span className={classes["label"]}>{node.label}</span>
    </div>
  );
}

/** a × b = c, as it is written by hand. */
function Chain({ node, address, sign }: ArithmeticProps & { readonly sign: string }) {
  return (
    <Panel padded>
      <div className={classes["chain"]}>
        {node.children.map((child, index) => (
          <Fragment key={child.id}>
            {index > 0 ? <span className={classes["sign"]}>{sign}</span> : null}
            <Term node={child} address={address} />
          </Fragment>
        ))}
        <span className={classes["sign"]}>=</span>
        <Result node={node} />
      </div>
    </Panel>
  );
}

/** What was taken, and the step that turned it into the result. */
function Steps({ node, address, word }: ArithmeticProps & { readonly word: string }) {
  return (
    <Panel padded>
      <div className={classes["chain"]}>
        {node.children.map((child, index) => (
          <Fragment key={child.id}>
            {index > 0 ? <span className={classes["sign"]}>·</span> : null}
            <Term node={child} address={address} />
          </Fragment>
        ))}
        <span className={classes["step"]}>{word}</span>
        <Result node={node} />
      </div>
    </Panel>
  );
}
