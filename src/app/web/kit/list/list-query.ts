import { type InfiniteData, keepPreviousData, queryOptions, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { bodyOf, type Answer } from "../client.ts";

/** An answer of a list route. `total` counts every row that the filter leaves, where the route counts them. */
export type ListPage<Row> = { readonly items: readonly Row[]; readonly nextCursor: string | null; readonly total?: number | undefined };

/** A list route of the typed client. Which filters it takes is the route's own matter: it refuses those that it does not know. */
export type ListEndpoint<Page> = {
  $get(request: { readonly query: never }): Promise<Answer<Page>>;
  $path(request: { readonly query: never }): string;
};

/** A row of a list route of the typed client, such as `RowOf<typeof api.customers>`. */
export type RowOf<Endpoint> = Endpoint extends {
  $get(...request: never[]): Promise<{ json(): Promise<{ readonly items: readonly (infer Row)[] }> }>;
}
  ? Row
  : never;

const PAGE_ROWS = 200;

/** The pages of a list that are loaded, one after the other by cursor. */
export function useList<Row, Page extends ListPage<Row>>(name: string, endpoint: ListEndpoint<Page>, query: Record<string, string>) {
  const pages = useInfiniteQuery<Page, Error, InfiniteData<Page, string | null>, readonly unknown[], string | null>({
    queryKey: [name, query],
    queryFn: ({ pageParam }) =>
      bodyOf(
        endpoint.$get({ query: asQuery({ ...query, limit: String(PAGE_ROWS), ...(pageParam === null ? {} : { cursor: pageParam }) }) }),
      ),
    initialPageParam: null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });
  const { data } = pages;
  const rows = useMemo(() => data?.pages.flatMap((page) => [...page.items]) ?? [], [data]);
  return { pages, rows, first: data?.pages[0] };
}

export const EXPORT_FORMATS = ["csv", "xlsx", "json", "parquet"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** The list's own address with every row that the filter leaves, in one format and with the given fields. */
export function exportPath(
  endpoint: ListEndpoint<unknown>,
  query: Record<string, string>,
  fields: readonly string[],
  format: ExportFormat,
) {
  return endpoint.$path({ query: asQuery({ ...query, fields: fields.join(","), format }) });
}

/** The first rows of a list for a part of a page. */
export function firstRowsQuery<Page extends ListPage<unknown>>(
  name: string,
  endpoint: ListEndpoint<Page>,
  query: Readonly<Record<string, string>>,
  rows: number,
) {
  return queryOptions({
    queryKey: [name, query, rows],
    queryFn: () => bodyOf(endpoint.$get({ query: asQuery({ ...query, limit: String(rows) }) })),
  });
}

/** The address is data: its names are checked by the route, not by the compiler. */
function asQuery(query: Record<string, string>): never {
  return query as never; // oxlint-disable-line typescript/no-unsafe-type-assertion -- see above
}
