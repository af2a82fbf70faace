import { useSuspenseQuery } from "@tanstack/react-query";
import { api } from "../../app/web/kit/client.ts";
import { ListTable } from "../../app/web/kit/list/list-table.tsx";
import { PageHeader } from "../../app/web/kit/page.tsx";
import { sessionQuery } from "../../app/web/kit/queries.ts";
import { useRights } from "../../app/web/kit/rights.ts";
import { EmptyState } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import { keyOfOpportunity, opportunityColumns, opportunityLink } from "./opportunity-columns.tsx";

/** The deals of the pipeline within one's reach, won and lost ones too. */
export function OpportunitiesScreen() {
  const words = text.opportunities;
  const { reach } = useRights();
  const { currency } = useSuspenseQuery(sessionQuery).data.company;
  return (
    <>
      <PageHeader title={words.title} lead={reach("opportunities.read") === "company" ? words.lead : words.leadWithin} />
      <ListTable
        label={words.title}
        name="opportunities"
        endpoint={api.opportunities}
        columns={opportunityColumns(currency)}
        keyOf={keyOfOpportunity}
        link={opportunityLink}
        searchLabel={words.search}
        past
        exported
        empty={<EmptyState title={words.empty}>{words.emptyFix}</EmptyState>}
      />
    </>
  );
}
