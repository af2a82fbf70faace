import { useQuery } from "@tanstack/react-query";
import { Amount } from "../../../app/web/kit/amount.tsx";
import { formatDecimal, keepUnits } from "../../../app/web/kit/number.ts";
import { Facts, Panel, Section } from "../../../app/web/kit/page.tsx";
import { QueryView } from "../../../app/web/kit/states.tsx";
import { text } from "../../../app/web/kit/text.ts";
import { Causes } from "../../comparison/screens/causes.tsx";
import type { TraceNode } from "../trace.ts";
import { NodeLink } from "./node-link.tsx";
import { changesQuery, type StatementChanges, type WhyAddress } from "./queries.ts";
import classes from "./changes.module.css";

/** What would change a statement or component, and how it differs from last time; other numbers have neither. */
export function Changes({ node, address }: { readonly node: TraceNode; readonly address: WhyAddress }) {
  const changes = useQuery(changesQuery(address));
  return (
    <QueryView query={changes}>
      {(data) => (
        <>
          <WhatWould changes={data} node={node} address={address} />
          <LastTime changes={data} node={node} />
        </>
      )}
    </QueryView>
  );
}

type PartProps = { readonly changes: StatementChanges; readonly node: TraceNode };

function WhatWould({ changes, node, address }: PartProps & { readonly address: WhyAddress }) {
  const next = changes.next.filter((tier) => node.kind === "statement" || tier.node === node.id);
  if (next.length === 0) return null;
  return (
    <Section title={text.why.whatWould}>
      <Panel padded>
        <ul className={classes["list"]}>
          {next.map(({ node: id, label, missing, edge, rateNow, rateThen }) => (
            <li key={id}>
              {node.kind === "statement" ? (
                <>
                  <NodeLink id={id} address={address} label={label} />{" "}
                </>
              ) : null}
              {keepUnits(text.why.nextTier(formatDecimal(missing), formatDecimal(edge), rateNow, rateThen))}
            </li>
          ))}
        </ul>
      </Panel>
    </Section>
  );
}

function LastTime({ changes: { before, difference, changed }, node }: PartProps) {
  if (before === null) return null;
  const component = node.id.split("@")[0];
  const own = node.kind === "statement" ? difference : difference?.components.find((each) => each.component === component);
  const counted = changed.map(({ table, added, changed: altered, voided }) => ({
    label: Object.entries(text.comparison.tables).find(([name]) => name === table)?.[1] ?? table,
    value: text.why.rowsChanged(added, altered, voided),
  }));
  return (
    <Section title={text.why.lastTime(before.calculation)}>
      <Panel padded>
        {own ? (
          <>
            <p className={classes["difference"]}>
              {text.comparison.before} {own.before === null ? text.comparison.none : <Amount value={own.before} />} ·{" "}
              {text.comparison.after} {own.after === null ? text.comparison.none : <Amount value={own.after} />} ·{" "}
              <strong>{text.why.difference}</strong> <Amount value={own.difference} />
            </p>
            {node.kind === "statement" && difference ? <Causes causes={difference.causes} /> : null}
          </>
        ) : (
          <p className={classes["difference"]}>{text.why.same}</p>
        )}
        {own && counted.length > 0 ? (
          <div className={classes["changed"]}>
            <Facts facts={counted} />
          </div>
        ) : null}
      </Panel>
    </Section>
  );
}
