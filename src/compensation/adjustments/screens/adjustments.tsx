import { useQueryClient } from "@tanstack/react-query";
import { Amount } from "../../../app/web/kit/amount.tsx";
import { api, done } from "../../../app/web/kit/client.ts";
import { ConfirmButton } from "../../../app/web/kit/confirm-button.tsx";
import { formatDate } from "../../../app/web/kit/date.ts";
import type { ListColumn } from "../../../app/web/kit/list/columns.ts";
import { ListTable } from "../../../app/web/kit/list/list-table.tsx";
import { PageHeader } from "../../../app/web/kit/page.tsx";
import { useRights } from "../../../app/web/kit/rights.ts";
import { EmptyState } from "../../../app/web/kit/states.tsx";
import { text } from "../../../app/web/kit/text.ts";
import { toastDone } from "../../../app/web/kit/toast.ts";

type Row = {
  readonly adjustment: string;
  readonly participant: string;
  readonly name: string | null;
  readonly date: string;
  readonly set: string;
  readonly amount: string;
  readonly currency: string;
  readonly reason: string;
};

/** All adjustments: whose, when, how much and why. They are made on a statement and voided here. */
export function AdjustmentsScreen() {
  const words = text.adjustments;
  const manages = useRights().reach("adjustments.manage") !== undefined;
  return (
    <>
      <PageHeader title={words.title} lead={words.lead} />
      <ListTable
        label={words.title}
        name="adjustments"
        endpoint={api.adjustments}
        columns={adjustmentColumns(manages)}
        exported
        keyOf={({ adjustment }) => adjustment}
        empty={<EmptyState title={words.empty}>{words.emptyFix}</EmptyState>}
      />
    </>
  );
}

function adjustmentColumns(manages: boolean): readonly ListColumn<Row>[] {
  const words = text.adjustments;
  return [
    { id: "name", title: text.statements.person, cell: ({ name, participant }) => name ?? participant },
    { id: "date", title: words.date, cell: ({ date }) => formatDate(date), raw: ({ date }) => date, width: "8rem" },
    { id: "reason", title: words.reason, cell: ({ reason }) => reason, wide: true },
    {
      id: "amount",
      title: words.amount,
      cell: ({ amount, currency }) => <Amount value={amount} currency={currency} />,
      raw: ({ amount }) => amount,
      figure: true,
    },
    ...(manages
      ? [
          {
            id: "adjustment",
            title: words.void,
            cell: (row: Row) => <VoidButton row={row} />,
            raw: ({ adjustment }: Row) => adjustment,
            width: "8rem",
          },
        ]
      : []),
  ];
}

function VoidButton({ row: { adjustment, name, participant } }: { readonly row: Row }) {
  const client = useQueryClient();
  const words = text.adjustments;
  const confirm = async () => {
    await done(api.adjustments[":adjustment"].void.$post({ param: { adjustment }, json: { reason: words.voidReason } }));
    await client.invalidateQueries();
    toastDone(words.voided);
  };
  return (
    <ConfirmButton
      label={words.void}
      spoken={words.voidOf(adjustment)}
      question={words.voidQuestion(name ?? participant)}
      confirm={words.void}
      danger
      variant="subtle"
      size="compact-sm"
      onConfirm={confirm}
    >
      {words.voidConsequence}
    </ConfirmButton>
  );
}
