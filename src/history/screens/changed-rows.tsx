import { getRouteApi, Link } from "@tanstack/react-router";
import { api } from "../../app/web/kit/client.ts";
import { Crumbs } from "../../app/web/kit/crumbs.tsx";
import { formatMoment } from "../../app/web/kit/date.ts";
import { Differences } from "../../app/web/kit/differences.tsx";
import type { ListColumn } from "../../app/web/kit/list/columns.ts";
import { ListTable } from "../../app/web/kit/list/list-table.tsx";
import { PageHeader } from "../../app/web/kit/page.tsx";
import type { HistoryEntry } from "../../app/web/kit/record-history.tsx";
import { EmptyState } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import { KEPT, KEPT_TABLES, type KeptTable, type KeptTableName } from "../tables.ts";
import { recordLink } from "./record-link.ts";

type Row = HistoryEntry & { readonly actor: string; readonly participant: string | null; readonly position: string | null };

const here = getRouteApi("/signed-in/history/rows");

/** Rows that were added, changed and deleted: by kind, object, person and date, with what they were and became. */
export function ChangedRowsScreen() {
  const words = text.history;
  const { change } = here.useSearch();
  const title = change === undefined ? words.rowsTitle : words.rowsOfChange(Number(change));
  return (
    <>
      <PageHeader
        title={title}
        lead={words.rowsLead}
        above={<Crumbs trail={[{ label: words.title, link: <Link to="/history">{words.backToChanges}</Link> }, { label: title }]} />}
      />
      <ListTable
        label={title}
        name="history"
        endpoint={api.history}
        columns={rowColumns()}
        keyOf={({ version }: Row) => String(version)}
        searchLabel={words.searchRows}
        exported
        empty={<EmptyState title={words.empty}>{words.emptyFix}</EmptyState>}
      />
    </>
  );
}

function rowColumns(): readonly ListColumn<Row>[] {
  const words = text.history;
  return [
    {
      id: "object",
      title: words.object,
      cell: (row) => <ObjectOf row={row} />,
      raw: ({ object }) => object,
      sortable: true,
      filter: { kind: "text" },
      width: "24%",
    },
    {
      id: "after",
      title: words.fields,
      cell: ({ before, after, action, table }) => (
        <Differences before={before} after={after} most={6} inline without={action === "changed" ? [] : keyOf(table)} />
      ),
      raw: ({ after }) => JSON.stringify(after),
      width: "30%",
    },
    {
      id: "action",
      title: words.action,
      cell: ({ action }) => words.actions[action],
      filter: { kind: "choice", options: Object.entries(words.actions).map(([value, label]) => ({ value, label })) },
      width: "8rem",
      wide: true,
    },
    {
      id: "table",
      title: words.what,
      cell: ({ table }) => words.tables[table],
      filter: { kind: "choice", options: KEPT_TABLES.map((value) => ({ value, label: words.tables[value] })) },
      hidden: true,
    },
    {
      id: "at",
      title: words.at,
      cell: ({ at }) => formatMoment(at),
      raw: ({ at }) => at,
      sortable: true,
      filter: { kind: "dates" },
      width: "12.5rem",
    },
    {
      id: "actorName",
      title: words.who,
      cell: ({ actorName, actor }) => actorName ?? actor,
      filter: { kind: "text" },
      width: "9rem",
      wide: true,
    },
    { id: "reason", title: words.why, cell: ({ reason }) => reason, wide: true, width: "12rem" },
    {
      id: "change",
      title: words.change,
      cell: ({ change }) => String(change),
      figure: true,
      sortable: true,
      filter: { kind: "text" },
      hidden: true,
    },
    { id: "participant", title: words.participant, cell: ({ participant }) => participant, filter: { kind: "text" }, hidden: true },
    { id: "position", title: words.position, cell: ({ position }) => position, filter: { kind: "text" }, hidden: true },
    { id: "before", title: words.before, cell: ({ before }) => JSON.stringify(before), hidden: true },
  ];
}

/** The kind of row and its key; a link where it has a page of its own. */
function ObjectOf({ row }: { readonly row: Row }) {
  const link = recordLink(row);
  const name = row.object;
  return (
    <>
      {text.history.tables[row.table]} {link ? <Link {...link}>{name}</Link> : <span>{name}</span>}
    </>
  );
}

function keyOf(table: KeptTableName): readonly string[] {
  const { key }: KeptTable = KEPT[table];
  return key;
}
