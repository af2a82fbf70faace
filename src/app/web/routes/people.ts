import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { listSearch } from "../kit/list/search.ts";
import { signedIn } from "./frame.tsx";
import { texts } from "./search.ts";

const people = createRoute({
  getParentRoute: () => signedIn,
  path: "/people",
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import("../../../people/screens/people.tsx"), "PeopleScreen"),
});
const person = createRoute({
  getParentRoute: () => signedIn,
  path: "/people/$participant",
  validateSearch: (search): { asOf?: string } => texts(search, ["asOf"]),
  component: lazyRouteComponent(() => import("../../../people/screens/person.tsx"), "PersonScreen"),
});
const position = createRoute({
  getParentRoute: () => signedIn,
  path: "/positions/$position",
  validateSearch: (search): { asOf?: string; on?: string } => texts(search, ["asOf", "on"]),
  component: lazyRouteComponent(() => import("../../../people/screens/position.tsx"), "PositionScreen"),
});
const hierarchy = createRoute({
  getParentRoute: () => signedIn,
  path: "/hierarchy",
  validateSearch: (search): { asOf?: string; on?: string } => texts(search, ["asOf", "on"]),
  component: lazyRouteComponent(() => import("../../../people/screens/hierarchy.tsx"), "HierarchyScreen"),
});

export const peopleRoutes = [people, person, position, hierarchy] as const;
