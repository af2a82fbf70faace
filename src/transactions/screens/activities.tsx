import { api } from "../../app/web/kit/client.ts";
import { ListTable } from "../../app/web/kit/list/list-table.tsx";
import { PageHeader } from "../../app/web/kit/page.tsx";
import { EmptyState } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import { activityColumns, keyOfActivity } from "./activity-columns.ts";

/** What was done for customers and deals, within one's reach. */
export function ActivitiesScreen() {
  const words = text.activities;
  return (
    <>
      <PageHeader title={words.title} lead={words.lead} />
      <ListTable
        label={words.title}
        name="activities"
        endpoint={api.activities}
        columns={activityColumns()}
        keyOf={keyOfActivity}
        searchLabel={words.search}
        past
        exported
        empty={<EmptyState title={words.empty}>{words.emptyFix}</EmptyState>}
      />
    </>
  );
}
