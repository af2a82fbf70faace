import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { signedIn } from "./frame.tsx";

const person = createRoute({
  getParentRoute: () => signedIn,
  path: "/people/$participant",
  component: lazyRouteComponent(() => import("../../../people/screens/person.tsx"), "PersonScreen"),
});

export const peopleRoutes = [person] as const;
