import { api } from "../../app/web/kit/client.ts";
import { ListTable } from "../../app/web/kit/list/list-table.tsx";
import { PageHeader } from "../../app/web/kit/page.tsx";
import { EmptyState } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import { keyOfStage, stageColumns, type StageRow } from "./stage-columns.ts";

/** Which deal was in which stage, and for how long: sorted by days it shows where deals get stuck. */
export function StageHistoryScreen() {
  const words = text.stageHistory;
  return (
    <>
      <PageHeader title={words.title} lead={words.lead} />
      <ListTable
        label={words.title}
        name="stage-history"
        endpoint={api["stage-history"]}
        columns={stageColumns()}
        keyOf={keyOfStage}
        link={({ opportunity }: StageRow) => ({ to: "/opportunities/$opportunity", params: { opportunity } })}
        searchLabel={words.search}
        past
        exported
        empty={<EmptyState title={words.empty}>{words.emptyFix}</EmptyState>}
      />
    </>
  );
}
