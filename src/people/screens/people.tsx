import { Link } from "@tanstack/react-router";
import { api } from "../../app/web/kit/client.ts";
import { formatDate } from "../../app/web/kit/date.ts";
import type { ListColumn } from "../../app/web/kit/list/columns.ts";
import type { RowOf } from "../../app/web/kit/list/list-query.ts";
import { ListTable } from "../../app/web/kit/list/list-table.tsx";
import { PageHeader } from "../../app/web/kit/page.tsx";
import { EmptyState } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import { DayTool } from "./day-tool.tsx";

type Row = RowOf<typeof api.people>;

/** Who there is, and on a day the seat of each and who sits above it. */
export function PeopleScreen() {
  const words = text.people;
  return (
    <>
      <PageHeader title={words.title} lead={words.lead} beside={<Link to="/hierarchy">{words.toHierarchy}</Link>} />
      <ListTable
        label={words.title}
        name="people"
        endpoint={api.people}
        columns={personColumns()}
        keyOf={({ participant }: Row) => participant}
        link={({ participant }) => ({ to: "/people/$participant", params: { participant } })}
        searchLabel={words.search}
        tools={<DayTool />}
        past
        exported
        empty={<EmptyState title={words.empty}>{words.emptyFix}</EmptyState>}
      />
    </>
  );
}

function personColumns(): readonly ListColumn<Row>[] {
  const words = text.people;
  const day = (value: string | null) => (value === null ? null : formatDate(value));
  return [
    { id: "name", title: words.person, cell: ({ name, participant }) => name ?? participant, sortable: true },
    { id: "title", title: words.jobTitle, cell: ({ title, position }) => title ?? position, sortable: true, filter: { kind: "text" } },
    {
      id: "managerName",
      title: words.manager,
      cell: ({ managerName, manager }) => managerName ?? manager,
      sortable: true,
      filter: { kind: "text" },
    },
    {
      id: "hired",
      title: words.hired,
      cell: ({ hired }) => day(hired),
      raw: ({ hired }) => hired ?? "",
      sortable: true,
      filter: { kind: "dates" },
      wide: true,
    },
    {
      id: "left",
      title: words.left,
      cell: ({ left }) => day(left),
      raw: ({ left }) => left ?? "",
      sortable: true,
      filter: { kind: "dates" },
      wide: true,
    },
    { id: "participant", title: words.id, cell: ({ participant }) => participant, sortable: true, hidden: true },
    { id: "position", title: words.seat, cell: ({ position }) => position, sortable: true, filter: { kind: "text" }, hidden: true },
    { id: "role", title: words.role, cell: ({ role }) => role, sortable: true, filter: { kind: "text" }, hidden: true },
    {
      id: "employed",
      title: words.employed,
      cell: ({ employed }) => (employed ? words.yes : words.no),
      filter: {
        kind: "choice",
        options: [
          { value: "true", label: words.yes },
          { value: "false", label: words.no },
        ],
      },
      hidden: true,
    },
    { id: "email", title: text.person.email, cell: ({ email }) => email, hidden: true },
  ];
}
