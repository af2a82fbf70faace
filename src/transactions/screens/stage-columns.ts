import type { api } from "../../app/web/kit/client.ts";
import { formatDate } from "../../app/web/kit/date.ts";
import type { ListColumn } from "../../app/web/kit/list/columns.ts";
import type { RowOf } from "../../app/web/kit/list/list-query.ts";
import { formatCount } from "../../app/web/kit/number.ts";
import { text } from "../../app/web/kit/text.ts";

export type StageRow = RowOf<(typeof api)["stage-history"]>;

export const keyOfStage = ({ opportunity, stage, from }: StageRow) => `${opportunity} ${stage} ${from}`;

/** Columns of the stages that deals were in. */
export function stageColumns(): readonly ListColumn<StageRow>[] {
  const words = text.stageHistory;
  return [
    {
      id: "name",
      title: words.opportunity,
      cell: ({ name, opportunity }) => name ?? opportunity,
      sortable: true,
      filter: { kind: "text" },
    },
    { id: "stage", title: words.stage, cell: ({ stage }) => stage, sortable: true, filter: { kind: "text" } },
    day("from", words.entered, ({ from }) => from),
    day("to", words.left, ({ to }) => to),
    {
      id: "days",
      title: words.days,
      cell: ({ days }) => formatCount(days),
      raw: ({ days }) => String(days),
      figure: true,
      sortable: true,
      filter: { kind: "amounts" },
    },
    { id: "opportunity", title: text.opportunity.id, cell: ({ opportunity }) => opportunity, hidden: true, filter: { kind: "text" } },
  ];
}

function day(id: string, title: string, of: (row: StageRow) => string | null): ListColumn<StageRow> {
  return {
    id,
    title,
    cell: (row) => formatDate(of(row) ?? ""),
    raw: (row) => of(row) ?? "",
    sortable: true,
    width: "8rem",
    filter: { kind: "dates" },
  };
}
