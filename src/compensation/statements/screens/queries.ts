import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../../app/web/kit/client.ts";
import type { StatementLine } from "./types.ts";

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

/** What a statement stands on, and the version before it. */
export function versionsQuery({ participant, period, ...query }: StatementAddress) {
  return queryOptions({
    queryKey: ["statement-versions", participant, period, query],
    queryFn: () => bodyOf(api.statements[":participant"][":period"].versions.$get({ param: { participant, period }, query })),
  });
}

/** Every line of a statement, in its order: for paper. */
export function allLinesQuery({ participant, period, ...query }: StatementAddress) {
  return queryOptions({
    queryKey: ["statement-lines", "all", participant, period, query],
    queryFn: async () => {
      const lines: StatementLine[] = [];
      let cursor: string | null = null;
      do {
        const page: { items: StatementLine[]; nextCursor: string | null } = await bodyOf(
          api.statements[":participant"][":period"].lines.$get({
            param: { participant, period },
            query: { ...query, limit: String(LINES_PAGE), ...(cursor === null ? {} : { cursor }) },
          }),
        );
        lines.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null);
      return lines;
    },
  });
}

export function linesQuery({ participant, period, ...query }: StatementAddress, component: string) {
  return infiniteQueryOptions({
    queryKey: ["statement-lines", participant, period, query, component],
    queryFn: ({ pageParam }) =>
      bodyOf(
        api.statements[":participant"][":period"].lines.$get({
          param: { participant, period },
          query: { ...query, component, limit: String(LINES_PAGE), ...(pageParam === null ? {} : { cursor: pageParam }) },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
}
