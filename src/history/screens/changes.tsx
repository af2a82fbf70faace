import { Link } from "@tanstack/react-router";
import { api } from "../../app/web/kit/client.ts";
import { formatMoment } from "../../app/web/kit/date.ts";
import type { ListColumn } from "../../app/web/kit/list/columns.ts";
import { ListTable } from "../../app/web/kit/list/list-table.tsx";
import { PageHeader } from "../../app/web/kit/page.tsx";
import { EmptyState } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";

type Row = {
  readonly change: number;
  readonly at: string;
  readonly actor: string;
  readonly actorName: string | null;
  readonly kind: string;
  readonly reason: string;
};

/** Every change of the company, the latest first; each leads to the rows that it touched. */
export function ChangesScreen() {
  const words = text.history;
  return (
    <>
      <PageHeader title={words.title} lead={words.lead} beside={<Link to="/history/rows">{words.allRows}</Link>} />
      <ListTable
        label={words.title}
        name="changes"
        endpoint={api.changes}
        columns={changeColumns()}
        keyOf={({ change }: Row) => String(change)}
        link={({ change }) => ({ to: "/history/rows", search: { change: String(change) } })}
        searchLabel={words.search}
        exported
        empty={<EmptyState title={words.empty}>{words.emptyFix}</EmptyState>}
      />
    </>
  );
}

function changeColumns(): readonly ListColumn<Row>[] {
  const words = text.history;
  return [
    { id: "change", title: words.change, cell: ({ change }) => String(change), sortable: true, figure: true, width: "6rem" },
    {
      id: "at",
      title: words.at,
      cell: ({ at }) => formatMoment(at),
      raw: ({ at }) => at,
      sortable: true,
      filter: { kind: "dates" },
      width: "12rem",
    },
    {
      id: "actorName",
      title: words.who,
      cell: ({ actorName, actor }) => actorName ?? actor,
      sortable: true,
      filter: { kind: "text" },
      width: "12rem",
    },
    {
      id: "kind",
      title: words.kind,
      cell: ({ kind }) => kindName(kind),
      sortable: true,
      filter: { kind: "choice", options: Object.entries(words.kinds).map(([value, label]) => ({ value, label })) },
      width: "10rem",
      wide: true,
    },
    { id: "reason", title: words.why, cell: ({ reason }) => reason },
    { id: "actor", title: words.actor, cell: ({ actor }) => actor, filter: { kind: "text" }, hidden: true, wide: true },
  ];
}

function kindName(kind: string): string {
  return Object.entries(text.history.kinds).find(([name]) => name === kind)?.[1] ?? kind;
}
