import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { api, bodyOf } from "../../app/web/kit/client.ts";
import { Crumbs } from "../../app/web/kit/crumbs.tsx";
import { RelatedList } from "../../app/web/kit/list/related-list.tsx";
import { Facts, PageHeader, Panel } from "../../app/web/kit/page.tsx";
import { sessionQuery } from "../../app/web/kit/queries.ts";
import { useRights } from "../../app/web/kit/rights.ts";
import { PastDay } from "../../app/web/kit/past-day.tsx";
import { RecordHistory } from "../../app/web/kit/record-history.tsx";
import { QueryView } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import { customerColumns, customerLink, keyOfCustomer } from "../../transactions/screens/customer-columns.ts";
import { attributeFacts, TerritoryLink } from "../../transactions/screens/links.tsx";
import { keyOfTransaction, transactionColumns, transactionLink } from "../../transactions/screens/transaction-columns.tsx";
import { coverageColumns, keyOfCoverage, keyOfTerritory, territoryColumns, territoryLink, type TerritoryRow } from "./territory-columns.ts";

const here = getRouteApi("/signed-in/territories/$territory");

/** A territory with the seats that cover it, its parts, its accounts and what was sold there. */
export function TerritoryScreen() {
  const param = here.useParams();
  const query = here.useSearch();
  const found = useQuery({
    queryKey: ["territory", param, query],
    queryFn: () => bodyOf(api.territories[":territory"].$get({ param, query })),
  });
  return <QueryView query={found}>{(data) => <TerritoryView territory={data} />}</QueryView>;
}

function TerritoryView({ territory: { territory, name, parent, parentName, attributes } }: { readonly territory: TerritoryRow }) {
  const words = text.territory;
  const { reach } = useRights();
  return (
    <>
      <PageHeader
        above={
          <Crumbs
            trail={[
              { label: text.territories.title, link: <Link to="/territories">{text.territories.title}</Link> },
              { label: name ?? territory },
            ]}
          />
        }
        title={name ?? territory}
        lead={territory}
        beside={<PastDay />}
      />
      <Panel padded>
        <Facts
          facts={[{ label: words.parent, value: <TerritoryLink territory={parent} name={parentName} /> }, ...attributeFacts(attributes)]}
        />
      </Panel>
      {reach("people.read") === undefined ? null : (
        <RelatedList
          title={text.coverage.title}
          name="territory-assignments"
          endpoint={api["territory-assignments"]}
          query={{ territory, sort: "-from" }}
          columns={coverageColumns()}
          shown={["position", "occupantNames", "from", "to"]}
          keyOf={keyOfCoverage}
          empty={words.uncovered}
          all={{ to: "/territory-assignments", search: { territory } }}
        />
      )}
      <RelatedList
        title={words.parts}
        name="territories"
        endpoint={api.territories}
        query={{ parent: territory }}
        columns={territoryColumns()}
        shown={["name", "territory"]}
        keyOf={keyOfTerritory}
        link={territoryLink}
        empty={words.noParts}
        all={{ to: "/territories", search: { parent: territory } }}
      />
      {reach("transactions.read") === undefined ? null : <Sales territory={territory} />}
      <RecordHistory endpoint={api.history.territories[":territory"]} param={{ territory }} asOf />
    </>
  );
}

function Sales({ territory }: { readonly territory: string }) {
  const { currency } = useSuspenseQuery(sessionQuery).data.company;
  return (
    <>
      <RelatedList
        title={text.customers.title}
        name="customers"
        endpoint={api.customers}
        query={{ territory, sort: "name" }}
        columns={customerColumns()}
        shown={["name", "customer", "segment"]}
        keyOf={keyOfCustomer}
        link={customerLink}
        empty={text.customers.none}
        all={{ to: "/customers", search: { territory } }}
      />
      <RelatedList
        title={text.transactions.title}
        name="transactions"
        endpoint={api.transactions}
        query={{ territory, sort: "-date" }}
        columns={transactionColumns(currency)}
        shown={["transaction", "date", "customerName", "productName", "ownerName", "amount"]}
        keyOf={keyOfTransaction}
        link={transactionLink}
        empty={text.transactions.none}
        all={{ to: "/transactions", search: { territory } }}
      />
    </>
  );
}
