import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../../app/web/kit/client.ts";

const PAGE = "100";

export function comparisonQuery(calculation: number) {
  return queryOptions({
    queryKey: ["comparison", calculation],
    queryFn: () => bodyOf(api.calculations[":calculation"].comparison.$get({ param: { calculation: String(calculation) } })),
  });
}

export function differencesQuery(calculation: number, search: string) {
  return infiniteQueryOptions({
    queryKey: ["differences", calculation, search],
    queryFn: ({ pageParam }) =>
      bodyOf(
        api.calculations[":calculation"].differences.$get({
          param: { calculation: String(calculation) },
          query: { limit: PAGE, ...(search === "" ? {} : { search }), ...(pageParam === null ? {} : { cursor: pageParam }) },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** Everybody who is paid otherwise, as a file. */
export function differencesPath(calculation: number, search: string, format: string): string {
  const query = { format, ...(search === "" ? {} : { search }) };
  return api.calculations[":calculation"].differences.$path({ param: { calculation: String(calculation) }, query });
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
