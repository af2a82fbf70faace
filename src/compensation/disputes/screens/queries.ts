import { type QueryClient, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { api, bodyOf } from "../../../app/web/kit/client.ts";
import type { StatementAddress } from "../../statements/screens/queries.ts";
import type { disputePageSchema } from "../schemas.ts";

export type DisputeView = z.infer<typeof disputePageSchema>;

/** How often an open page looks for an answer. */
const LOOK_MS = 30_000;
/** More than anybody asks about one statement. */
const OF_STATEMENT_MAX = 200;

export function disputeQuery(dispute: string) {
  return queryOptions({
    queryKey: ["dispute", dispute],
    queryFn: () => bodyOf(api.disputes[":dispute"].$get({ param: { dispute } })),
    refetchInterval: LOOK_MS,
  });
}

/** What was asked about one statement, the latest first. */
export function statementDisputesQuery({ participant, period, set = "default" }: StatementAddress) {
  return queryOptions({
    queryKey: ["disputes", "of-statement", participant, period, set],
    queryFn: async () => (await bodyOf(api.disputes.$get({ query: { participant, period, set, limit: String(OF_STATEMENT_MAX) } }))).items,
    refetchInterval: LOOK_MS,
  });
}

/** Everything that shows disputes, or counts them. */
export async function afterDispute(client: QueryClient): Promise<void> {
  await Promise.all(["dispute", "disputes", "home", "adjustments"].map((key) => client.invalidateQueries({ queryKey: [key] })));
}
