import { api } from "../../app/web/kit/client.ts";
import { ListTable } from "../../app/web/kit/list/list-table.tsx";
import { PageHeader } from "../../app/web/kit/page.tsx";
import { EmptyState } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import { keyOfProduct, productColumns, productLink } from "./product-columns.tsx";

/** What is sold. */
export function ProductsScreen() {
  const words = text.products;
  return (
    <>
      <PageHeader title={words.title} lead={words.lead} />
      <ListTable
        label={words.title}
        name="products"
        endpoint={api.products}
        columns={productColumns()}
        keyOf={keyOfProduct}
        link={productLink}
        searchLabel={words.search}
        past
        exported
        empty={<EmptyState title={words.empty}>{words.emptyFix}</EmptyState>}
      />
    </>
  );
}
