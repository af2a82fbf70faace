import { Amount } from "../../app/web/kit/amount.tsx";
import { api } from "../../app/web/kit/client.ts";
import { formatDate, lastDay } from "../../app/web/kit/date.ts";
import type { ListColumn } from "../../app/web/kit/list/columns.ts";
import { ListTable } from "../../app/web/kit/list/list-table.tsx";
import { PageHeader } from "../../app/web/kit/page.tsx";
import { EmptyState } from "../../app/web/kit/states.tsx";
import table from "../../app/web/kit/table.module.css";
import { text } from "../../app/web/kit/text.ts";

type QuotaRow = {
  readonly position: string;
  readonly title: string | null;
  readonly holders: string | null;
  readonly measure: string;
  readonly from: string;
  readonly to: string | null;
  readonly calendar: string | null;
  readonly amount: string;
  readonly currency: string | null;
};

/** The targets of seats, with who holds each in that time. */
export function QuotaListScreen() {
  const words = text.quotaList;
  return (
    <>
      <PageHeader title={words.title} lead={words.lead} />
      <ListTable
        label={words.title}
        name="quotas"
        endpoint={api.quotas}
        columns={columns()}
        keyOf={(row: QuotaRow) => `${row.position} ${row.measure} ${row.from}`}
        searchLabel={words.search}
        past
        exported
        empty={<EmptyState title={words.empty}>{words.emptyFix}</EmptyState>}
      />
    </>
  );
}

function columns(): readonly ListColumn<QuotaRow>[] {
  const words = text.quotaList.columns;
  return [
    {
      id: "position",
      title: words.seat,
      cell: ({ position, title }) => (
        <>
          {position} <span className={table["quiet"]}>{title}</span>
        </>
      ),
      raw: ({ position }) => position,
      sortable: true,
    },
    { id: "holders", title: words.holders, cell: ({ holders }) => holders ?? "", sortable: true },
    { id: "measure", title: words.measure, cell: ({ measure }) => measure, sortable: true, filter: { kind: "text" }, width: "10rem" },
    { id: "from", title: words.from, cell: ({ from }) => formatDate(from), sortable: true, filter: { kind: "dates" }, width: "8.5rem" },
    { id: "to", title: words.to, cell: ({ to }) => (to === null ? text.plan.open : lastDay(to)), sortable: true, width: "8.5rem" },
    { id: "calendar", title: words.calendar, cell: ({ calendar }) => text.plan.says.calendar(calendar ?? ""), width: "7rem", hidden: true },
    {
      id: "amount",
      title: words.amount,
      cell: ({ amount, currency }) => <Amount value={amount} {...(currency === null ? {} : { currency })} />,
      raw: ({ amount }) => amount,
      figure: true,
      sortable: true,
      filter: { kind: "amounts" },
      width: "11rem",
    },
  ];
}
