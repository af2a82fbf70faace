import { QueryClient, queryOptions } from "@tanstack/react-query";
import { api, bodyOf, RequestFailure } from "./client.ts";

/** Answers that asking again would not change: the caller's own mistakes and missing rights. */
function isFinal(error: Error): boolean {
  return error instanceof RequestFailure && error.status >= 400 && error.status < 500;
}

export const queryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: 30_000, retry: (failures, error) => !isFinal(error) && failures < 2 } },
});

export const sessionQuery = queryOptions({ queryKey: ["session"], queryFn: () => bodyOf(api.session.$get()), staleTime: 5 * 60_000 });
export const demoQuery = queryOptions({ queryKey: ["demo"], queryFn: () => bodyOf(api.demo.$get()), staleTime: 0 });
export const setUpQuery = queryOptions({ queryKey: ["set-up"], queryFn: () => bodyOf(api["set-up"].$get()) });
