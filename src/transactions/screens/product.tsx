import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Amount } from "../../app/web/kit/amount.tsx";
import { api, bodyOf } from "../../app/web/kit/client.ts";
import { Crumbs } from "../../app/web/kit/crumbs.tsx";
import { RelatedList } from "../../app/web/kit/list/related-list.tsx";
import { Facts, PageHeader, Panel } from "../../app/web/kit/page.tsx";
import { sessionQuery } from "../../app/web/kit/queries.ts";
import { PastDay } from "../../app/web/kit/past-day.tsx";
import { RecordHistory } from "../../app/web/kit/record-history.tsx";
import { QueryView } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import { attributeFacts } from "./links.tsx";
import { keyOfOpportunity, opportunityColumns, opportunityLink } from "./opportunity-columns.tsx";
import type { ProductRow } from "./product-columns.tsx";
import { keyOfTransaction, transactionColumns, transactionLink } from "./transaction-columns.tsx";

const here = getRouteApi("/signed-in/products/$product");

/** A product with what of it was sold within one's reach, and the deals that it is in. */
export function ProductScreen() {
  const param = here.useParams();
  const query = here.useSearch();
  const found = useQuery({ queryKey: ["product", param, query], queryFn: () => bodyOf(api.products[":product"].$get({ param, query })) });
  return <QueryView query={found}>{(data) => <ProductView product={data} />}</QueryView>;
}

function ProductView({ product: { product, name, family, price, attributes } }: { readonly product: ProductRow }) {
  const words = text.productPage;
  const { currency } = useSuspenseQuery(sessionQuery).data.company;
  return (
    <>
      <PageHeader
        above={
          <Crumbs
            trail={[{ label: text.products.title, link: <Link to="/products">{text.products.title}</Link> }, { label: name ?? product }]}
          />
        }
        title={name ?? product}
        lead={product}
        beside={
          <>
            {price === null ? null : <Amount value={price} size="display" />}
            <PastDay />
          </>
        }
      />
      <Panel padded>
        <Facts
          facts={[
            { label: words.family, value: family ?? text.facts.none },
            { label: words.price, value: price === null ? text.facts.unknown : <Amount value={price} /> },
            ...attributeFacts(attributes),
          ]}
        />
      </Panel>
      <RelatedList
        title={text.transactions.title}
        name="transactions"
        endpoint={api.transactions}
        query={{ product, sort: "-date" }}
        columns={transactionColumns(currency)}
        shown={["transaction", "date", "kind", "customerName", "ownerName", "amount"]}
        keyOf={keyOfTransaction}
        link={transactionLink}
        empty={text.transactions.none}
        all={{ to: "/transactions", search: { product } }}
      />
      <RelatedList
        title={text.opportunities.title}
        name="opportunities"
        endpoint={api.opportunities}
        query={{ product, sort: "-closed" }}
        columns={opportunityColumns(currency)}
        shown={["name", "customerName", "stage", "outcome", "closed", "amount"]}
        keyOf={keyOfOpportunity}
        link={opportunityLink}
        empty={text.opportunities.none}
        all={{ to: "/opportunities", search: { product } }}
      />
      <RecordHistory endpoint={api.history.products[":product"]} param={{ product }} asOf />
    </>
  );
}
