import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../../app/web/kit/client.ts";

const LINES_PAGE = 500;

export const periodsQuery = queryOptions({ queryKey: ["statement-periods"], queryFn: () => bodyOf(api["statement-periods"].$get()) });

/** One statement; the plan set is left out for the default one, the currency where there is only one. */
export type StatementAddress = { readonly participant: string; readonly period: string; readonly set?: string; readonly currency?: string };

export function statementQuery({ participant, period, ...query }: StatementAddress) {
  return queryOptions({
    queryKey: ["statement", participant, period, query],
    queryFn: () => bodyOf(api.statements[":participant"][":period"].$get({ param: { participant, period }, query })),
  });
}

export function linesQuery({ participant, period, ...query }: StatementAddress, component: string) {
  return infiniteQueryOptions({
    queryKey: ["statement-lines", participant, period, query, component],
    queryFn: ({ pageParam }) =>
      bodyOf(
        api.statements[":participant"][":period"].lines.$get({
          param: { participant, period },
          query: { ...query, component, limit: LINES_PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
}
