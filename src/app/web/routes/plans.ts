import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { signedIn } from "./frame.tsx";
import { texts } from "./search.ts";

const plan = createRoute({
  getParentRoute: () => signedIn,
  path: "/plans/$plan/$version",
  validateSearch: (search): { set?: string } => texts(search, ["set"]),
  component: lazyRouteComponent(() => import("../../../plans/screens/plan.tsx"), "PlanScreen"),
});

export const planRoutes = [plan] as const;
