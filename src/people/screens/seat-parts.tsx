import { Amount } from "../../app/web/kit/amount.tsx";
import { api } from "../../app/web/kit/client.ts";
import type { RowOf } from "../../app/web/kit/list/list-query.ts";
import { RelatedList } from "../../app/web/kit/list/related-list.tsx";
import { text } from "../../app/web/kit/text.ts";
import { dates } from "./dates.ts";

type Quota = RowOf<typeof api.quotas>;
type Coverage = RowOf<(typeof api)["territory-assignments"]>;

/** The targets of a seat. */
export function SeatQuotas({ position }: { readonly position: string }) {
  const words = text.person;
  return (
    <RelatedList
      title={words.quotas}
      name="quotas"
      endpoint={api.quotas}
      query={{ position, sort: "-from" }}
      columns={[
        { id: "measure", title: words.measure, cell: ({ measure }: Quota) => measure },
        { id: "from", title: words.dates, cell: ({ from, to }: Quota) => dates(from, to) },
        { id: "holders", title: text.people.holders, cell: ({ holders }: Quota) => holders, wide: true },
        {
          id: "amount",
          title: words.amount,
          cell: ({ amount, currency }: Quota) => <Amount value={amount} {...(currency === null ? {} : { currency })} />,
          figure: true,
        },
      ]}
      shown={["measure", "from", "holders", "amount"]}
      keyOf={({ measure, from }) => `${measure} ${from}`}
      empty={words.nobody}
    />
  );
}

/** The territories that a seat covers. */
export function SeatTerritories({ position }: { readonly position: string }) {
  return (
    <RelatedList
      title={text.people.territories}
      name="territory-assignments"
      endpoint={api["territory-assignments"]}
      query={{ position, sort: "territory" }}
      columns={[
        { id: "territory", title: text.people.territory, cell: ({ territoryName, territory }: Coverage) => territoryName ?? territory },
        { id: "from", title: text.person.dates, cell: ({ from, to }: Coverage) => dates(from, to) },
      ]}
      shown={["territory", "from"]}
      keyOf={({ territory, from }) => `${territory} ${from}`}
      link={({ territory }) => ({ to: "/territories/$territory", params: { territory } })}
      empty={text.person.nobody}
    />
  );
}
