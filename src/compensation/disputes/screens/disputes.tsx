import { Amount } from "../../../app/web/kit/amount.tsx";
import { api } from "../../../app/web/kit/client.ts";
import { formatMoment } from "../../../app/web/kit/date.ts";
import type { ListColumn } from "../../../app/web/kit/list/columns.ts";
import { ListTable } from "../../../app/web/kit/list/list-table.tsx";
import { formatCount } from "../../../app/web/kit/number.ts";
import { PageHeader } from "../../../app/web/kit/page.tsx";
import { useRights } from "../../../app/web/kit/rights.ts";
import { EmptyState } from "../../../app/web/kit/states.tsx";
import { text } from "../../../app/web/kit/text.ts";
import { DISPUTE_STATES, type DisputeState } from "../dispute.ts";
import { aboutOf } from "./about.ts";
import { DisputeBadge } from "./dispute-badge.tsx";

type Row = {
  readonly dispute: string;
  readonly participant: string;
  readonly name: string | null;
  readonly set: string;
  readonly period: string;
  readonly currency: string;
  readonly component: string | null;
  readonly transaction: string | null;
  readonly line: string | null;
  readonly amount: string;
  readonly question: string;
  readonly state: DisputeState;
  readonly messages: number;
  readonly askedAt: string;
  readonly latest: string;
};

/** What people ask about their pay: of everybody whom one sees, or one's own. */
export function DisputesScreen() {
  const words = text.disputes;
  const own = useRights().reach("disputes.read") === "own";
  const title = own ? words.mine : words.title;
  return (
    <>
      <PageHeader title={title} lead={own ? undefined : words.lead} />
      <ListTable
        label={title}
        name="disputes"
        endpoint={api.disputes}
        columns={disputeColumns(own)}
        exported
        searchLabel={words.search}
        keyOf={({ dispute }: Row) => dispute}
        link={({ dispute }) => ({ to: "/disputes/$dispute", params: { dispute } })}
        empty={<EmptyState title={words.empty}>{own ? words.emptyAsker : words.emptyAdministrator}</EmptyState>}
      />
    </>
  );
}

function disputeColumns(own: boolean): readonly ListColumn<Row>[] {
  const words = text.disputes;
  const options = DISPUTE_STATES.map((value) => ({ value, label: words.states[value] }));
  return [
    { id: "question", title: words.question, cell: ({ question }) => question, sortable: true },
    ...(own
      ? []
      : [
          {
            id: "name",
            title: text.statements.person,
            cell: ({ name, participant }: Row) => name ?? participant,
            sortable: true,
            width: "11rem",
          },
        ]),
    { id: "period", title: text.statements.period, cell: ({ period }) => period, sortable: true, filter: { kind: "text" }, width: "7rem" },
    { id: "component", title: words.about, cell: aboutOf, width: "12rem", wide: true },
    {
      id: "state",
      title: words.state,
      cell: ({ state }) => <DisputeBadge state={state} />,
      raw: ({ state }) => words.states[state],
      sortable: true,
      filter: { kind: "choice", options },
      width: "12rem",
    },
    {
      id: "latest",
      title: words.latest,
      cell: ({ latest }) => formatMoment(latest),
      raw: ({ latest }) => latest,
      sortable: true,
      width: "12rem",
      wide: true,
    },
    { id: "messages", title: words.messages, cell: ({ messages }) => formatCount(messages), figure: true, hidden: true },
    {
      id: "askedAt",
      title: words.asked,
      cell: ({ askedAt }) => formatMoment(askedAt),
      raw: ({ askedAt }) => askedAt,
      sortable: true,
      width: "12rem",
      hidden: true,
    },
    {
      id: "amount",
      title: words.amount,
      cell: ({ amount, currency }) => <Amount value={amount} currency={currency} />,
      raw: ({ amount }) => amount,
      sortable: true,
      figure: true,
    },
  ];
}
