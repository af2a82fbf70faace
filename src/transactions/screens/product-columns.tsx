import { Amount } from "../../app/web/kit/amount.tsx";
import type { api } from "../../app/web/kit/client.ts";
import { type ListColumn, type RowLink, textColumn } from "../../app/web/kit/list/columns.ts";
import type { RowOf } from "../../app/web/kit/list/list-query.ts";
import { text } from "../../app/web/kit/text.ts";

export type ProductRow = RowOf<typeof api.products>;

const named = textColumn<ProductRow>;

export const keyOfProduct = ({ product }: ProductRow) => product;

export const productLink: RowLink<ProductRow> = ({ product }) => ({ to: "/products/$product", params: { product } });

/** Columns of the list of products; their prices have no currency of their own. */
export function productColumns(): readonly ListColumn<ProductRow>[] {
  const words = text.productPage;
  return [
    named("name", words.name, ({ name, product }) => name ?? product),
    { ...named("product", words.id, ({ product }) => product), width: "10rem" },
    named("family", words.family, ({ family }) => family),
    {
      id: "price",
      title: words.price,
      cell: ({ price }) => (price === null ? "" : <Amount value={price} />),
      raw: ({ price }) => price ?? "",
      figure: true,
      sortable: true,
      filter: { kind: "amounts" },
    },
  ];
}
