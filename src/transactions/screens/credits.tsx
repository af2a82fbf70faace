import { Amount } from "../../app/web/kit/amount.tsx";
import { api } from "../../app/web/kit/client.ts";
import type { ListColumn } from "../../app/web/kit/list/columns.ts";
import type { RowOf } from "../../app/web/kit/list/list-query.ts";
import { RelatedList } from "../../app/web/kit/list/related-list.tsx";
import { percentOf } from "../../app/web/kit/number.ts";
import { useRights } from "../../app/web/kit/rights.ts";
import { text } from "../../app/web/kit/text.ts";
import { PersonLink } from "./links.tsx";
import type { TransactionPage } from "./types.ts";

type CreditRow = RowOf<typeof api.credits>;

/** Who was credited with the line, how much of it and by which rule; for whoever may see credits. */
export function Credits({ transaction: { source, transaction, line } }: { readonly transaction: TransactionPage }) {
  const { reach } = useRights();
  if (reach("credits.read") === undefined) return null;
  return (
    <RelatedList
      title={text.transaction.credits}
      name="credits"
      endpoint={api.credits}
      query={{ source, transaction, line, sort: "name" }}
      columns={creditColumns()}
      shown={["name", "period", "plan", "rule", "state", "share", "amount"]}
      keyOf={({ calculation, credit }) => `${calculation} ${credit}`}
      empty={text.transaction.noCredits}
      onlyNow
    />
  );
}

function creditColumns(): readonly ListColumn<CreditRow>[] {
  const words = text.transaction;
  return [
    { id: "name", title: words.creditOf, cell: ({ participant, name }) => <PersonLink participant={participant} name={name} /> },
    { id: "period", title: words.period, cell: ({ period }) => period, wide: true },
    { id: "plan", title: words.plan, cell: ({ plan, version }) => text.statement.planVersion(plan, version), wide: true },
    { id: "rule", title: words.rule, cell: ({ rule }) => rule },
    { id: "state", title: words.state, cell: ({ state }) => text.statement.states[state], wide: true },
    { id: "share", title: words.share, cell: ({ share }) => text.statement.percent(percentOf(share)), figure: true, wide: true },
    { id: "amount", title: words.credited, cell: ({ amount, currency }) => <Amount value={amount} currency={currency} />, figure: true },
  ];
}
