import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { listSearch } from "../kit/list/search.ts";
import { signedIn } from "./frame.tsx";

const calculations = createRoute({
  getParentRoute: () => signedIn,
  path: "/calculations",
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import("../../../compensation/calculations/screens/calculations.tsx"), "CalculationsScreen"),
});
const calculation = createRoute({
  getParentRoute: () => signedIn,
  path: "/calculations/$calculation",
  component: lazyRouteComponent(() => import("../../../compensation/calculations/screens/calculation.tsx"), "CalculationScreen"),
});
const adjustments = createRoute({
  getParentRoute: () => signedIn,
  path: "/adjustments",
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import("../../../compensation/adjustments/screens/adjustments.tsx"), "AdjustmentsScreen"),
});
const worklist = createRoute({
  getParentRoute: () => signedIn,
  path: "/worklist",
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import("../../../compensation/worklist/screens/worklist.tsx"), "WorklistScreen"),
});

export const calculationRoutes = [calculations, calculation, adjustments, worklist] as const;
