import type { api } from "../../app/web/kit/client.ts";
import { dayColumn, figureColumn, type ListColumn, textColumn } from "../../app/web/kit/list/columns.ts";
import type { RowOf } from "../../app/web/kit/list/list-query.ts";
import { text } from "../../app/web/kit/text.ts";

export type StageRow = RowOf<(typeof api)["stage-history"]>;

const day = dayColumn<StageRow>;

export const keyOfStage = ({ opportunity, stage, from }: StageRow) => `${opportunity} ${stage} ${from}`;

/** Columns of the stages that deals were in. */
export function stageColumns(): readonly ListColumn<StageRow>[] {
  const words = text.stageHistory;
  return [
    textColumn("name", words.opportunity, ({ name, opportunity }) => name ?? opportunity),
    textColumn("stage", words.stage, ({ stage }) => stage),
    day("from", words.entered, ({ from }) => from),
    day("to", words.left, ({ to }) => to),
    figureColumn("days", words.days, ({ days }) => String(days)),
    { ...textColumn<StageRow>("opportunity", text.opportunity.id, ({ opportunity }) => opportunity), hidden: true },
  ];
}
