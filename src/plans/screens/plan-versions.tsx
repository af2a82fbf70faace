import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { formatInterval } from "../../app/web/kit/date.ts";
import { DataTable } from "../../app/web/kit/data-table.tsx";
import { Section } from "../../app/web/kit/page.tsx";
import { QueryView } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import classes from "./plan.module.css";
import { PlanDifferences } from "./plan-differences.tsx";
import { planQuery, type PlanKey, type PlanVersion } from "./queries.ts";

/** All versions of the plan, and what differs from another one. */
export function PlanVersions({ found, planKey }: { readonly found: PlanVersion; readonly planKey: PlanKey }) {
  const words = text.planVersions;
  const others = found.versions.filter(({ version }) => version !== found.version);
  const [chosen, setChosen] = useState<string>();
  // The one before, where there is one: the list begins with the latest.
  const own = found.versions.findIndex(({ version }) => version === found.version);
  const compared = chosen ?? found.versions[own + 1]?.version ?? others[0]?.version;
  return (
    <Section
      title={words.title}
      beside={
        others.length === 0 ? null : (
          <NativeSelect
            aria-label={words.compare}
            value={compared ?? ""}
            data={others.map(({ version }) => ({ value: version, label: `${words.compare} ${version}` }))}
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
        )
      }
    >
      <DataTable
        rows={found.versions}
        empty=""
        keyOf={({ version }) => version}
        columns={[
          {
            title: words.version,
            cell: ({ version }) =>
              version === found.version ? (
                <strong>{version}</strong>
              ) : (
                <Link
                  to="/plans/$plan/$version"
                  params={{ plan: planKey.plan, version }}
                  search={planKey.set === undefined ? {} : { set: planKey.set }}
                >
                  {version}
                </Link>
              ),
          },
          { title: words.effective, cell: ({ from, to }) => formatInterval(from, to) },
          { title: words.change, cell: ({ change }) => change, figure: true },
        ]}
      />
      {compared === undefined ? null : <Compared found={found} other={{ ...planKey, version: compared }} />}
    </Section>
  );
}

function Compared({ found, other }: { readonly found: PlanVersion; readonly other: PlanKey }) {
  const before = useQuery(planQuery(other));
  return (
    <div className={classes["compared"]}>
      <QueryView query={before}>
        {({ document, version }) => <PlanDifferences before={document} after={found.document} names={[version, found.version]} />}
      </QueryView>
    </div>
  );
}
