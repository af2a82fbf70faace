import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../../app/web/kit/client.ts";

const PAGE = 100;

export function comparisonQuery(calculation: number, search: string) {
  return infiniteQueryOptions({
    queryKey: ["comparison", calculation, search],
    queryFn: ({ pageParam }) =>
      bodyOf(
        api.calculations[":calculation"].comparison.$get({
          param: { calculation: String(calculation) },
          query: { limit: PAGE, ...(search === "" ? {} : { search }), ...(pageParam === null ? {} : { cursor: pageParam }) },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });
}

export type StatementAddress = { readonly participant: string; readonly period: string; readonly currency: string };

export function lineDifferencesQuery(calculation: number, statement: StatementAddress) {
  return queryOptions({
    queryKey: ["comparison-lines", calculation, statement],
    queryFn: () =>
      bodyOf(
        api.calculations[":calculation"].comparison[":participant"][":period"][":currency"].$get({
          param: { calculation: String(calculation), ...statement },
        }),
      ),
  });
}
