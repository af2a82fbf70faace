import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Crumbs } from "../../../app/web/kit/crumbs.tsx";
import { formatDecimal, keepUnits } from "../../../app/web/kit/number.ts";
import { PageHeader, Panel, Section } from "../../../app/web/kit/page.tsx";
import { sessionQuery } from "../../../app/web/kit/queries.ts";
import { QueryView } from "../../../app/web/kit/states.tsx";
import { text } from "../../../app/web/kit/text.ts";
import { toldOf } from "../reader.ts";
import type { TraceNode } from "../trace.ts";
import { StatementDisputes } from "../../disputes/screens/statement-disputes.tsx";
import { Arithmetic } from "./arithmetic.tsx";
import { Basis } from "./basis.tsx";
import { Changes } from "./changes.tsx";
import { NodeLink } from "./node-link.tsx";
import { explanationQuery, type WhyAddress } from "./queries.ts";
import { References } from "./references.tsx";
import { TierDrawing } from "./tier-drawing.tsx";
import classes from "./why.module.css";

const here = getRouteApi("/signed-in/statements/$participant/$period/why");

/** Why this number: one sentence, the arithmetic drawn, what was read, and the parts that make it, down to the record. */
export function WhyScreen() {
  const address: WhyAddress = { ...here.useParams(), ...here.useSearch() };
  const explanation = useQuery(explanationQuery(address));
  return <QueryView query={explanation}>{(data) => <WhyView {...data} address={address} />}</QueryView>;
}

type WhyViewProps = {
  readonly statement: { readonly participant: string; readonly name: string; readonly period: string };
  readonly trail: readonly { readonly id: string; readonly label: string; readonly value: string }[];
  readonly node: TraceNode;
  readonly address: WhyAddress;
};

function WhyView({ statement, trail, node, address }: WhyViewProps) {
  const { participant, period, set, currency } = address;
  const own = useSuspenseQuery(sessionQuery).data.participant === statement.participant;
  const told = (sentence: string): string => keepUnits(own ? sentence : toldOf(sentence, statement.name));
  const search = { ...(set === undefined ? {} : { set }), ...(currency === undefined ? {} : { currency }) };
  const statementCrumb = {
    label: statement.period,
    link: (
      <Link to="/statements/$participant/$period" params={{ participant, period }} search={search}>
        {`${statement.name}, ${statement.period}`}
      </Link>
    ),
  };
  const steps = trail.slice(1).map((step) => ({ label: step.label, link: <NodeLink id={step.id} address={address} label={step.label} /> }));
  return (
    <>
      <PageHeader
        above={<Crumbs trail={[statementCrumb, ...steps, { label: trail.length === 0 ? text.why.title : node.label }]} />}
        title={node.label}
        beside={
          <div className={classes["result"]}>
            <span className={classes["value"]}>{node.value}</span>
            {node.exact !== undefined && !node.value.replaceAll(",", "").startsWith(node.exact) ? (
              <span className={classes["exact"]}>
                {text.why.exact} {formatDecimal(node.exact)}
              </span>
            ) : null}
          </div>
        }
      />
      <p className={classes["sentence"]}>{told(node.sentence)}</p>
      {node.bands && node.bands.length > 0 ? (
        <Section title={text.why.bands}>
          <Panel padded>
            <TierDrawing bands={node.bands} />
          </Panel>
        </Section>
      ) : null}
      {node.basis && node.basis.length > 0 ? (
        <Section title={text.why.basis}>
          <Basis nodes={node.basis} address={address} told={told} />
        </Section>
      ) : null}
      {node.children.length > 0 ? (
        <Section title={node.operation ? text.why.parts : text.why.source}>
          <Arithmetic node={node} address={address} />
        </Section>
      ) : null}
      {node.kind === "statement" || node.kind === "component" ? <Changes node={node} address={address} /> : null}
      {node.references.length > 0 ? (
        <Section title={text.why.inputs}>
          <References references={node.references} address={address} />
        </Section>
      ) : null}
      {node.children.length === 0 && !node.basis?.length && node.references.length === 0 ? (
        <p className={classes["end"]}>{text.why.none}</p>
      ) : null}
      <StatementDisputes
        address={{ participant, period, ...search }}
        component={address.component}
        line={address.line}
        about={address.component === undefined ? undefined : node.label}
      />
    </>
  );
}
