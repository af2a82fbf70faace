import { QueryClient, queryOptions } from "@tanstack/react-query";
import { api, bodyOf, RequestFailure } from "./client.ts";

/** Answers that asking again would not change: the caller's own mistakes and missing rights. */
function isFinal(error: Error): boolean {
  return error instanceof RequestFailure && error.status >= 400 && error.status < 500;
}

/** What is asked for is read from a calculation that is being made: until it is there one asks again. */
function isBeingCalculated(error: Error): boolean {
  return error instanceof RequestFailure && error.problem?.code === "being-calculated";
}

/** Milliseconds between two looks at what is being calculated, and looks at most: ten minutes. */
export const LOOK_AGAIN_MS = 2000;
const LOOKS_MAX = 300;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (failures, error) => (isBeingCalculated(error) ? failures < LOOKS_MAX : !isFinal(error) && failures < 2),
      retryDelay: (failures, error) => (isBeingCalculated(error) ? LOOK_AGAIN_MS : Math.min(1000 * 2 ** failures, 30_000)),
    },
  },
});

export const sessionQuery = queryOptions({ queryKey: ["session"], queryFn: () => bodyOf(api.session.$get()), staleTime: 5 * 60_000 });
export const demoQuery = queryOptions({ queryKey: ["demo"], queryFn: () => bodyOf(api.demo.$get()), staleTime: 0 });
export const setUpQuery = queryOptions({ queryKey: ["set-up"], queryFn: () => bodyOf(api["set-up"].$get()) });
