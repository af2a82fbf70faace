import { Link } from "@tanstack/react-router";
import { api } from "../../app/web/kit/client.ts";
import { ListTable } from "../../app/web/kit/list/list-table.tsx";
import { PageHeader } from "../../app/web/kit/page.tsx";
import { EmptyState } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import { keyOfTerritory, territoryColumns, territoryLink } from "./territory-columns.ts";

/** The parts of the market. */
export function TerritoriesScreen() {
  const words = text.territories;
  return (
    <>
      <PageHeader title={words.title} lead={words.lead} beside={<Link to="/territory-assignments">{text.coverage.title}</Link>} />
      <ListTable
        label={words.title}
        name="territories"
        endpoint={api.territories}
        columns={territoryColumns()}
        keyOf={keyOfTerritory}
        link={territoryLink}
        searchLabel={words.search}
        past
        exported
        empty={<EmptyState title={words.empty}>{words.emptyFix}</EmptyState>}
      />
    </>
  );
}
