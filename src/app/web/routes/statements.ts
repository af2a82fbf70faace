import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { periodsQuery } from "../../../compensation/statements/screens/queries.ts";
import { listSearch } from "../kit/list/search.ts";
import { queryClient } from "../kit/queries.ts";
import { signedIn } from "./frame.tsx";
import { texts } from "./search.ts";

const statements = createRoute({
  getParentRoute: () => signedIn,
  path: "/statements",
  validateSearch: listSearch,
  loader: () => queryClient.ensureQueryData(periodsQuery),
  component: lazyRouteComponent(() => import("../../../compensation/statements/screens/statement-list.tsx"), "StatementListScreen"),
});
const statement = createRoute({
  getParentRoute: () => signedIn,
  path: "/statements/$participant/$period",
  validateSearch: (search): { set?: string; currency?: string } => texts(search, ["set", "currency"]),
  component: lazyRouteComponent(() => import("../../../compensation/statements/screens/statement.tsx"), "StatementScreen"),
});
const why = createRoute({
  getParentRoute: () => signedIn,
  path: "/statements/$participant/$period/why",
  validateSearch: (
    search,
  ): { set?: string; currency?: string; node?: string; component?: string; measure?: string; window?: string; line?: number } => ({
    ...texts(search, ["set", "currency", "node", "component", "measure", "window"]),
    ...(/^\d+$/.test(String(search["line"])) ? { line: Number(search["line"]) } : {}),
  }),
  component: lazyRouteComponent(() => import("../../../compensation/explain/screens/why.tsx"), "WhyScreen"),
});
const print = createRoute({
  getParentRoute: () => signedIn,
  path: "/statements/$participant/$period/print",
  validateSearch: (search): { set?: string; currency?: string } => texts(search, ["set", "currency"]),
  component: lazyRouteComponent(() => import("../../../compensation/statements/screens/print.tsx"), "PrintScreen"),
});
const disputes = createRoute({
  getParentRoute: () => signedIn,
  path: "/disputes",
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import("../../../compensation/disputes/screens/disputes.tsx"), "DisputesScreen"),
});
const dispute = createRoute({
  getParentRoute: () => signedIn,
  path: "/disputes/$dispute",
  component: lazyRouteComponent(() => import("../../../compensation/disputes/screens/dispute.tsx"), "DisputeScreen"),
});

export const statementRoutes = [statements, statement, why, print, disputes, dispute] as const;
