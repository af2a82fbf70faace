import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { api } from "../../app/web/kit/client.ts";
import { formatInterval } from "../../app/web/kit/date.ts";
import { Crumbs } from "../../app/web/kit/crumbs.tsx";
import { DataTable } from "../../app/web/kit/data-table.tsx";
import { Facts, PageHeader, Panel, Section } from "../../app/web/kit/page.tsx";
import { RecordHistory } from "../../app/web/kit/record-history.tsx";
import { useRights } from "../../app/web/kit/rights.ts";
import { QueryView } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import { ComponentCards } from "./component-cards.tsx";
import { formulaTexts } from "./formula-text.ts";
import classes from "./plan.module.css";
import { planQuery, type PlanKey, type PlanVersion } from "./queries.ts";
import { PlanVersions } from "./plan-versions.tsx";

const here = getRouteApi("/signed-in/plans/$plan/$version");

/** One version of a plan: what was agreed, what it pays over attainment, what it was before. */
export function PlanScreen() {
  const { set } = here.useSearch();
  const key = { ...here.useParams(), ...(set === undefined ? {} : { set }) };
  const version = useQuery(planQuery(key));
  return <QueryView query={version}>{(found) => <PlanView found={found} planKey={key} />}</QueryView>;
}

function PlanView({ found, planKey }: { readonly found: PlanVersion; readonly planKey: PlanKey }) {
  const words = text.plan;
  const { document: plan, hash } = found;
  const formulas = formulaTexts(found.words, plan.currency);
  const bound = (name: "cap" | "floor"): string | null => {
    const written = plan[name];
    return written ? words.boundIn(formulas.money(`${name}.amount`, written.amount), words.says.calendar(written.window)) : null;
  };
  const bounds = words.bounds(bound("cap"), bound("floor"));
  return (
    <>
      <PageHeader
        above={<Crumbs trail={[{ label: words.all, link: <Link to="/plans">{words.all}</Link> }, { label: plan.name }]} />}
        title={words.title(plan.name, plan.version)}
        lead={plan.plan}
        beside={<PlanActions planKey={planKey} />}
      />
      <Facts
        facts={[
          { label: words.effective, value: formatInterval(plan.effective.from, plan.effective.to) },
          { label: words.currency, value: plan.currency },
          { label: words.payPeriod, value: words.says.calendar(plan.payPeriod) },
          ...(plan.set === "default" ? [] : [{ label: words.planSet, value: plan.set }]),
          { label: words.hash, value: hash.slice(0, 12) },
        ]}
      />
      <Section title={words.components}>
        {bounds === "" ? null : <p className={classes["bounds"]}>{bounds}</p>}
        <ComponentCards plan={plan} planKey={planKey} formulas={formulas} />
      </Section>
      <Section title={words.measures}>
        <DataTable
          rows={plan.measures.map((measure, index) => ({ ...measure, index }))}
          empty={words.none}
          keyOf={({ name }) => name}
          columns={[
            { title: words.name, cell: ({ name }) => name },
            { title: words.of, cell: (measure) => measure.of },
            { title: words.window, cell: ({ window }) => words.says.calendar(window) },
            { title: words.quota, cell: ({ quota }) => quota ?? "" },
            { title: words.credits, cell: ({ credits }) => credits.join(", "), wide: true },
            {
              title: words.condition,
              cell: ({ where, index }) => (where === undefined ? "" : formulas.plain(`measures[${index}].where`, where)),
              wide: true,
            },
          ]}
        />
      </Section>
      <Section title={words.credits}>
        <DataTable
          rows={plan.credits.map((rule, index) => ({ ...rule, index }))}
          empty={words.none}
          keyOf={({ name }) => name}
          columns={[
            { title: words.name, cell: ({ name }) => name },
            { title: words.kind, cell: ({ kind }) => words.creditKinds[kind] },
            {
              title: words.condition,
              cell: ({ where, index }) => (where === undefined ? "" : formulas.plain(`credits[${index}].where`, where)),
              wide: true,
            },
          ]}
        />
      </Section>
      {plan.text ? (
        <Section title={words.words}>
          <Panel padded>
            <div className={classes["words"]}>{plan.text}</div>
          </Panel>
        </Section>
      ) : null}
      <PlanVersions found={found} planKey={planKey} />
      <RecordHistory endpoint={api.history.plans[":plan"]} param={{ plan: planKey.plan }} />
    </>
  );
}

/** Where one goes from a plan. */
function PlanActions({ planKey: { plan, version, set } }: { readonly planKey: PlanKey }) {
  const words = text.plan;
  const rights = useRights();
  const search = set === undefined ? {} : { set };
  const params = { plan, version };
  return (
    <>
      {rights.reach("people.read") === undefined ? null : (
        <Button
          variant="default"
          className={classes["link"] ?? ""}
          renderRoot={(props) => <Link to="/plans/$plan/$version/people" params={params} search={search} {...props} />}
        >
          {words.people}
        </Button>
      )}
      {rights.reach("statements.read") === undefined ? null : (
        <Button
          variant="default"
          className={classes["link"] ?? ""}
          renderRoot={(props) => <Link to="/attainment" search={{ plan, ...search }} {...props} />}
        >
          {words.attainment}
        </Button>
      )}
      {rights.reach("plans.manage") === undefined ? null : (
        <>
          <Button
            variant="default"
            className={classes["link"] ?? ""}
            renderRoot={(props) => <Link to="/plans/$plan/$version/edit" params={params} search={{ ...search, as: "new" }} {...props} />}
          >
            {words.newVersion}
          </Button>
          <Button
            className={classes["link"] ?? ""}
            renderRoot={(props) => <Link to="/plans/$plan/$version/edit" params={params} search={search} {...props} />}
          >
            {words.edit}
          </Button>
        </>
      )}
    </>
  );
}
