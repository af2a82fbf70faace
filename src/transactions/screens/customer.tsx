import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { api, bodyOf } from "../../app/web/kit/client.ts";
import { Crumbs } from "../../app/web/kit/crumbs.tsx";
import { RelatedList } from "../../app/web/kit/list/related-list.tsx";
import { Facts, PageHeader, Panel } from "../../app/web/kit/page.tsx";
import { sessionQuery } from "../../app/web/kit/queries.ts";
import { PastDay } from "../../app/web/kit/past-day.tsx";
import { RecordHistory } from "../../app/web/kit/record-history.tsx";
import { QueryView } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import { activityColumns, keyOfActivity } from "./activity-columns.ts";
import type { CustomerRow } from "./customer-columns.ts";
import { attributeFacts, TerritoryLink } from "./links.tsx";
import { keyOfOpportunity, opportunityColumns, opportunityLink } from "./opportunity-columns.tsx";
import { keyOfTransaction, transactionColumns, transactionLink } from "./transaction-columns.tsx";

const here = getRouteApi("/signed-in/customers/$customer");

/** A customer with what is in the pipeline, what was sold, and what was done for them. */
export function CustomerScreen() {
  const param = here.useParams();
  const query = here.useSearch();
  const found = useQuery({
    queryKey: ["customer", param, query],
    queryFn: () => bodyOf(api.customers[":customer"].$get({ param, query })),
  });
  return <QueryView query={found}>{(data) => <CustomerView customer={data} />}</QueryView>;
}

function CustomerView({ customer: { customer, name, segment, territory, territoryName, attributes } }: { readonly customer: CustomerRow }) {
  const words = text.customer;
  const { currency } = useSuspenseQuery(sessionQuery).data.company;
  return (
    <>
      <PageHeader
        above={
          <Crumbs
            trail={[
              { label: text.customers.title, link: <Link to="/customers">{text.customers.title}</Link> },
              { label: name ?? customer },
            ]}
          />
        }
        title={name ?? customer}
        lead={customer}
        beside={<PastDay />}
      />
      <Panel padded>
        <Facts
          facts={[
            { label: words.segment, value: segment ?? text.facts.none },
            { label: words.territory, value: <TerritoryLink territory={territory} name={territoryName} /> },
            ...attributeFacts(attributes),
          ]}
        />
      </Panel>
      <RelatedList
        title={text.opportunities.title}
        name="opportunities"
        endpoint={api.opportunities}
        query={{ customer, sort: "-closed" }}
        columns={opportunityColumns(currency)}
        shown={["name", "stage", "outcome", "closed", "ownerName", "amount"]}
        keyOf={keyOfOpportunity}
        link={opportunityLink}
        empty={text.opportunities.none}
        all={{ to: "/opportunities", search: { customer } }}
      />
      <RelatedList
        title={text.transactions.title}
        name="transactions"
        endpoint={api.transactions}
        query={{ customer, sort: "-date" }}
        columns={transactionColumns(currency)}
        shown={["transaction", "date", "kind", "productName", "ownerName", "amount"]}
        keyOf={keyOfTransaction}
        link={transactionLink}
        empty={text.transactions.none}
        all={{ to: "/transactions", search: { customer } }}
      />
      <RelatedList
        title={text.activities.title}
        name="activities"
        endpoint={api.activities}
        query={{ customer, sort: "-date" }}
        columns={activityColumns()}
        shown={["kind", "date", "opportunityName", "ownerName", "minutes"]}
        keyOf={keyOfActivity}
        empty={text.opportunity.noActivities}
        all={{ to: "/activities", search: { customer } }}
      />
      <RecordHistory endpoint={api.history.customers[":customer"]} param={{ customer }} asOf />
    </>
  );
}
