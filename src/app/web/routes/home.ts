import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { signedIn } from "./frame.tsx";

const home = createRoute({
  getParentRoute: () => signedIn,
  path: "/",
  component: lazyRouteComponent(() => import("../../../performance/screens/home.tsx"), "HomeScreen"),
});

export const homeRoutes = [home] as const;
