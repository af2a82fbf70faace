import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Amount } from "../../app/web/kit/amount.tsx";
import { api, bodyOf } from "../../app/web/kit/client.ts";
import { Crumbs } from "../../app/web/kit/crumbs.tsx";
import { formatDate } from "../../app/web/kit/date.ts";
import { RelatedList } from "../../app/web/kit/list/related-list.tsx";
import { Facts, PageHeader, Panel } from "../../app/web/kit/page.tsx";
import { sessionQuery } from "../../app/web/kit/queries.ts";
import { useRights } from "../../app/web/kit/rights.ts";
import { PastDay } from "../../app/web/kit/past-day.tsx";
import { RecordHistory } from "../../app/web/kit/record-history.tsx";
import { QueryView } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import { activityColumns, keyOfActivity } from "./activity-columns.ts";
import { attributeFacts, CustomerLink, PersonLink, ProductLink } from "./links.tsx";
import type { OpportunityRow } from "./opportunity-columns.tsx";
import { PayIfWon } from "./pay-if-won.tsx";
import { keyOfStage, stageColumns } from "./stage-columns.ts";
import { keyOfTransaction, transactionColumns, transactionLink } from "./transaction-columns.tsx";

const here = getRouteApi("/signed-in/opportunities/$opportunity");

/** One deal: where it stands, which stages it passed, what was done for it, and what it would pay. */
export function OpportunityScreen() {
  const param = here.useParams();
  const query = here.useSearch();
  const found = useQuery({
    queryKey: ["opportunity", param, query],
    queryFn: () => bodyOf(api.opportunities[":opportunity"].$get({ param, query })),
  });
  return <QueryView query={found}>{(data) => <OpportunityView opportunity={data} />}</QueryView>;
}

function OpportunityView({ opportunity: deal }: { readonly opportunity: OpportunityRow }) {
  const words = text.opportunity;
  const { reach } = useRights();
  const { currency } = useSuspenseQuery(sessionQuery).data.company;
  const { opportunity, name, customer } = deal;
  return (
    <>
      <PageHeader
        above={
          <Crumbs
            trail={[
              { label: text.opportunities.title, link: <Link to="/opportunities">{text.opportunities.title}</Link> },
              { label: name ?? opportunity },
            ]}
          />
        }
        title={name ?? opportunity}
        lead={`${words.outcomes[deal.outcome]}, ${deal.stage}`}
        beside={
          <>
            {deal.amount === null ? null : <Amount value={deal.amount} currency={deal.currency} size="display" />}
            <PastDay />
          </>
        }
      />
      <Panel padded>
        <Facts facts={factsOf(deal)} />
      </Panel>
      {deal.outcome === "open" && deal.owner !== null && reach("statements.read") !== undefined ? (
        <PayIfWon opportunity={opportunity} />
      ) : null}
      <RelatedList
        title={words.stages}
        name="stage-history"
        endpoint={api["stage-history"]}
        query={{ opportunity, sort: "from" }}
        columns={stageColumns()}
        shown={["stage", "from", "to", "days"]}
        keyOf={keyOfStage}
        empty={words.noStages}
        all={{ to: "/stage-history", search: { opportunity } }}
      />
      <RelatedList
        title={words.activities}
        name="activities"
        endpoint={api.activities}
        query={{ opportunity, sort: "-date" }}
        columns={activityColumns()}
        shown={["kind", "date", "ownerName", "minutes"]}
        keyOf={keyOfActivity}
        empty={words.noActivities}
        all={{ to: "/activities", search: { opportunity } }}
      />
      {customer === null ? null : (
        <RelatedList
          title={words.soldBefore}
          name="transactions"
          endpoint={api.transactions}
          query={{ customer, sort: "-date" }}
          columns={transactionColumns(currency)}
          shown={["transaction", "date", "productName", "ownerName", "amount"]}
          keyOf={keyOfTransaction}
          link={transactionLink}
          empty={text.transactions.none}
          all={{ to: "/transactions", search: { customer } }}
        />
      )}
      <RecordHistory endpoint={api.history.opportunities[":opportunity"]} param={{ opportunity }} asOf />
    </>
  );
}

function factsOf(deal: OpportunityRow) {
  const words = text.opportunity;
  return [
    { label: words.owner, value: <PersonLink participant={deal.owner} name={deal.ownerName} /> },
    { label: words.customer, value: <CustomerLink customer={deal.customer} name={deal.customerName} /> },
    { label: words.product, value: <ProductLink product={deal.product} name={deal.productName} /> },
    { label: words.opened, value: deal.opened === null ? text.facts.unknown : formatDate(deal.opened) },
    {
      label: deal.outcome === "open" ? words.closes : words.closed,
      value: deal.closed === null ? text.facts.unknown : formatDate(deal.closed),
    },
    { label: words.id, value: deal.opportunity },
    ...attributeFacts(deal.attributes),
  ];
}
