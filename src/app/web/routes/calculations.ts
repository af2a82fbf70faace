import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { signedIn } from "./frame.tsx";

const calculations = createRoute({
  getParentRoute: () => signedIn,
  path: "/calculations",
  component: lazyRouteComponent(() => import("../../../compensation/calculations/screens/calculations.tsx"), "CalculationsScreen"),
});

export const calculationRoutes = [calculations] as const;
