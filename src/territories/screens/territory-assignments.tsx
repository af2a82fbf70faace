import { api } from "../../app/web/kit/client.ts";
import { ListTable } from "../../app/web/kit/list/list-table.tsx";
import { PageHeader } from "../../app/web/kit/page.tsx";
import { EmptyState } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import { coverageColumns, keyOfCoverage, type CoverageRow } from "./territory-columns.ts";

/** Who covers which territory, and when. */
export function TerritoryAssignmentsScreen() {
  const words = text.coverage;
  return (
    <>
      <PageHeader title={words.title} lead={words.lead} />
      <ListTable
        label={words.title}
        name="territory-assignments"
        endpoint={api["territory-assignments"]}
        columns={coverageColumns()}
        keyOf={keyOfCoverage}
        link={({ territory }: CoverageRow) => ({ to: "/territories/$territory", params: { territory } })}
        searchLabel={words.search}
        past
        exported
        empty={<EmptyState title={words.empty}>{words.emptyFix}</EmptyState>}
      />
    </>
  );
}
