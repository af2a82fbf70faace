import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { listSearch } from "../kit/list/search.ts";
import { signedIn } from "./frame.tsx";
import { texts } from "./search.ts";

const plans = createRoute({
  getParentRoute: () => signedIn,
  path: "/plans",
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import("../../../plans/screens/plan-list.tsx"), "PlanListScreen"),
});
const newPlan = createRoute({
  getParentRoute: () => signedIn,
  path: "/plans/new",
  component: lazyRouteComponent(() => import("../../../plans/screens/plan-edit.tsx"), "NewPlanScreen"),
});
const plan = createRoute({
  getParentRoute: () => signedIn,
  path: "/plans/$plan/$version",
  validateSearch: (search): { set?: string } => texts(search, ["set"]),
  component: lazyRouteComponent(() => import("../../../plans/screens/plan.tsx"), "PlanScreen"),
});
const people = createRoute({
  getParentRoute: () => signedIn,
  path: "/plans/$plan/$version/people",
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import("../../../plans/screens/plan-seats.tsx"), "PlanSeatsScreen"),
});
const edit = createRoute({
  getParentRoute: () => signedIn,
  path: "/plans/$plan/$version/edit",
  validateSearch: (search): { set?: string; as?: string } => texts(search, ["set", "as"]),
  component: lazyRouteComponent(() => import("../../../plans/screens/plan-edit.tsx"), "EditPlanScreen"),
});

export const planRoutes = [plans, newPlan, plan, people, edit] as const;
