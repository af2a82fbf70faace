import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { api, bodyOf } from "../../app/web/kit/client.ts";
import { DataTable } from "../../app/web/kit/data-table.tsx";
import { formatInterval } from "../../app/web/kit/date.ts";
import { Facts, PageHeader, Panel, Section } from "../../app/web/kit/page.tsx";
import { QueryView } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import classes from "./plan.module.css";

const here = getRouteApi("/signed-in/plans/$plan/$version");

function fetchPlan(param: { readonly plan: string; readonly version: string }, query: { readonly set?: string }) {
  return bodyOf(api.plans[":plan"][":version"].$get({ param, query }));
}

type Plan = Awaited<ReturnType<typeof fetchPlan>>["document"];
type Component = Plan["components"][number];

/** One version of a plan: what was agreed, and the rules that it became. */
export function PlanScreen() {
  const param = here.useParams();
  const query = here.useSearch();
  const version = useQuery({
    queryKey: ["plan", param, query],
    queryFn: () => fetchPlan(param, query),
  });
  return <QueryView query={version}>{({ document, hash }) => <PlanView plan={document} hash={hash} />}</QueryView>;
}

function PlanView({ plan, hash }: { readonly plan: Plan; readonly hash: string }) {
  const words = text.plan;
  return (
    <>
      <PageHeader title={words.title(plan.name, plan.version)} lead={plan.plan} />
      <Facts
        facts={[
          { label: words.effective, value: formatInterval(plan.effective.from, plan.effective.to) },
          { label: words.currency, value: plan.currency },
          { label: words.payPeriod, value: plan.payPeriod },
          { label: words.hash, value: hash.slice(0, 12) },
        ]}
      />
      {plan.text ? (
        <Section title={words.words}>
          <Panel padded>
            <div className={classes["words"]}>{plan.text}</div>
          </Panel>
        </Section>
      ) : null}
      <Section title={words.components}>
        {plan.components.map((component) => (
          <ComponentCard key={component.name} component={component} />
        ))}
      </Section>
      <Section title={words.measures}>
        <DataTable
          rows={plan.measures}
          empty={text.person.nobody}
          keyOf={({ name }) => name}
          columns={[
            { title: words.name, cell: ({ name }) => name },
            { title: words.of, cell: (measure) => measure.of },
            { title: words.window, cell: ({ window }) => window },
            { title: words.quota, cell: ({ quota }) => quota ?? "" },
            { title: words.credits, cell: ({ credits }) => credits.join(", "), wide: true },
          ]}
        />
      </Section>
    </>
  );
}

/** A field's value in one line: nested fields and lists are written out. */
function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsOf).join("; ");
  if (typeof value === "object" && value !== null)
    return Object.entries(value)
      .map(([field, inner]) => `${field} ${wordsOf(inner)}`)
      .join(", ");
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return String(value);
  return text.plan.open; // null: a tier or version without end
}

/** A component with every field that it sets, so that nothing which changes pay is hidden. */
function ComponentCard({ component }: { readonly component: Component }) {
  const { name, label, kind, clause, ...fields } = component;
  return (
    <section className={classes["component"]} id={name} aria-label={label ?? name}>
      <h3 className={classes["name"]}>
        {label ?? name} <span className={classes["kind"]}>{text.plan.kinds[kind]}</span>
      </h3>
      {clause ? <p className={classes["clause"]}>{text.plan.clauseOf(clause)}</p> : null}
      <dl className={classes["fields"]}>
        {Object.entries(fields).map(([field, value]) => (
          <div key={field}>
            <dt>{field}</dt>
            <dd>{wordsOf(value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
