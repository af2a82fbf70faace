import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { listSearch } from "../kit/list/search.ts";
import { signedIn } from "./frame.tsx";

const calculations = createRoute({
  getParentRoute: () => signedIn,
  path: "/calculations",
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import("../../../compensation/calculations/screens/calculations.tsx"), "CalculationsScreen"),
});

export const calculationRoutes = [calculations] as const;
