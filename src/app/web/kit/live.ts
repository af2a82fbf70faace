import type { Query } from "@tanstack/react-query";
import { useEffect } from "react";
import { queryClient } from "./queries.ts";

/** What was published makes nothing else of these: who one is, and what one is about to send. */
const OWN = new Set(["session", "demo", "set-up", "import-rows", "specification", "first-steps"]);
/** Changes that come together are fetched once; spread, so that not every open page asks in the same moment. */
const WAIT_MS = 500;
const SPREAD_MS = 1500;

/**
 * Keeps the open page as new as the database: whatever anybody publishes is fetched again, and one's tasks as they go. Only while the
 * page is seen: a browser has six connections to a server over HTTP/1.1, and pages in the background need none of them.
 */
export function useLive(): void {
  useEffect(() => {
    let source: EventSource | undefined;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const refresh = (): void => {
      waiting ??= setTimeout(
        () => {
          waiting = undefined;
          void queryClient.invalidateQueries({ predicate: isOfCompany });
        },
        WAIT_MS + Math.random() * SPREAD_MS,
      );
    };
    const follow = (): void => {
      source?.close();
      source = undefined;
      if (document.visibilityState !== "visible") return;
      source = new EventSource("/api/events");
      source.addEventListener("change", refresh);
      source.addEventListener("task", () => void queryClient.invalidateQueries({ queryKey: ["task"] }));
    };
    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      clearTimeout(waiting);
      source?.close();
    };
  }, []);
}

function isOfCompany({ queryKey }: Query): boolean {
  return !OWN.has(String(queryKey[0]));
}
