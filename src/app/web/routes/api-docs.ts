import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { root } from "./frame.tsx";

/** Outside the sign-in: the specification that it shows is the same for all. */
export const apiDocsRoute = createRoute({
  getParentRoute: () => root,
  path: "/api/docs",
  component: lazyRouteComponent(() => import("../api-docs/api-docs.tsx"), "ApiDocsScreen"),
});
