import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { periodsQuery } from "../../../compensation/statements/screens/queries.ts";
import { listSearch } from "../kit/list/search.ts";
import { queryClient } from "../kit/queries.ts";
import { signedIn } from "./frame.tsx";

const attainment = createRoute({
  getParentRoute: () => signedIn,
  path: "/attainment",
  validateSearch: listSearch,
  loader: () => queryClient.ensureQueryData(periodsQuery),
  component: lazyRouteComponent(() => import("../../../compensation/attainment/screens/attainment-list.tsx"), "AttainmentScreen"),
});
const quotas = createRoute({
  getParentRoute: () => signedIn,
  path: "/quotas",
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import("../../../quotas/screens/quota-list.tsx"), "QuotaListScreen"),
});

export const quotaRoutes = [attainment, quotas] as const;
