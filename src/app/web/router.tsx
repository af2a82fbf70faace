import { createRouter, stringifySearchWith } from "@tanstack/react-router";
import { FailureState, LoadingState } from "./kit/states.tsx";
import { accessRoutes, entranceRoutes } from "./routes/access.ts";
import { apiDocsRoute } from "./routes/api-docs.ts";
import { calculationRoutes } from "./routes/calculations.ts";
import { notFoundRoute, root, signedIn } from "./routes/frame.tsx";
import { historyRoutes } from "./routes/history.ts";
import { homeRoutes } from "./routes/home.ts";
import { importRoutes } from "./routes/imports.ts";
import { peopleRoutes } from "./routes/people.ts";
import { planRoutes } from "./routes/plans.ts";
import { quotaRoutes } from "./routes/quotas.ts";
import { statementRoutes } from "./routes/statements.ts";
import { territoryRoutes } from "./routes/territories.ts";
import { transactionRoutes } from "./routes/transactions.ts";

/** Every page: a domain's routes stand in routes/<domain>.ts and are listed here. */
const routeTree = root.addChildren([
  ...entranceRoutes,
  apiDocsRoute,
  signedIn.addChildren([
    ...homeRoutes,
    ...statementRoutes,
    ...transactionRoutes,
    ...territoryRoutes,
    ...peopleRoutes,
    ...planRoutes,
    ...quotaRoutes,
    ...calculationRoutes,
    ...importRoutes,
    ...accessRoutes,
    ...historyRoutes,
    notFoundRoute,
  ]),
]);

export const router = createRouter({
  routeTree,
  // Search parameters are text, as ids are: "007" and "1e5" stay what they are.
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: stringifySearchWith(String),
  defaultPreload: "intent",
  scrollRestoration: true,
  defaultPendingComponent: LoadingState,
  defaultErrorComponent: ({ error, reset }) => (
    <FailureState error={error instanceof Error ? error : new Error(String(error))} retry={reset} />
  ),
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
