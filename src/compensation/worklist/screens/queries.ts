import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../../app/web/kit/client.ts";

/** Changes shown below the worklist. */
const CHANGES_SHOWN = "10";

export const worklistSummaryQuery = queryOptions({
  queryKey: ["worklist-summary"],
  queryFn: () => bodyOf(api["worklist-summary"].$get()),
});

export const ownershipChangesQuery = queryOptions({
  queryKey: ["ownership-changes"],
  queryFn: async () => (await bodyOf(api["ownership-changes"].$get({ query: { limit: CHANGES_SHOWN } }))).items,
});

/** Everything that shows whose transactions are. */
export async function afterOwners(client: QueryClient): Promise<void> {
  const keys = ["worklist", "worklist-summary", "ownership-changes", "transaction", "transactions", "home"];
  await Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] })));
}
