import { api } from "../../app/web/kit/client.ts";
import { formatMoment } from "../../app/web/kit/date.ts";
import { type ListColumn, textColumn } from "../../app/web/kit/list/columns.ts";
import type { RowOf } from "../../app/web/kit/list/list-query.ts";
import { ListTable } from "../../app/web/kit/list/list-table.tsx";
import { PageHeader } from "../../app/web/kit/page.tsx";
import { EmptyState } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import { EVENT_KINDS } from "../sign-in-events/event.ts";
import { AccessPages } from "./access-pages.tsx";

type SignInEvent = RowOf<(typeof api)["sign-in-events"]>;

/** The record of who signed in and what changed about signing in, the latest first. */
export function SignInEventsScreen() {
  const words = text.signInEvents;
  return (
    <>
      <AccessPages />
      <PageHeader title={words.title} lead={words.lead} />
      <ListTable
        label={words.title}
        name="sign-in-events"
        endpoint={api["sign-in-events"]}
        columns={eventColumns()}
        keyOf={({ event }: SignInEvent) => String(event)}
        searchLabel={words.search}
        exported
        empty={<EmptyState title={words.empty} />}
      />
    </>
  );
}

function eventColumns(): readonly ListColumn<SignInEvent>[] {
  const words = text.signInEvents;
  return [
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
      id: "kind",
      title: words.what,
      cell: ({ kind }) => words.kinds[kind],
      sortable: true,
      filter: { kind: "choice", options: EVENT_KINDS.map((value) => ({ value, label: words.kinds[value] })) },
    },
    textColumn("userName", words.who, ({ userName, user }) => userName ?? user),
    { ...textColumn("actorName", words.by, ({ actorName, actor }) => actorName ?? actor), wide: true },
    { ...textColumn("device", words.device, ({ device }) => device), wide: true },
    { ...textColumn("network", words.network, ({ network }) => network), wide: true, width: "9rem" },
    { ...textColumn("subject", words.subject, ({ subject }) => subject), hidden: true },
  ];
}
