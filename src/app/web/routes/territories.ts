import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { listSearch } from "../kit/list/search.ts";
import { signedIn } from "./frame.tsx";
import { texts } from "./search.ts";

const territories = createRoute({
  getParentRoute: () => signedIn,
  path: "/territories",
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import("../../../territories/screens/territories.tsx"), "TerritoriesScreen"),
});
const territory = createRoute({
  getParentRoute: () => signedIn,
  path: "/territories/$territory",
  validateSearch: (search): { asOf?: string } => texts(search, ["asOf"]),
  component: lazyRouteComponent(() => import("../../../territories/screens/territory.tsx"), "TerritoryScreen"),
});
const territoryAssignments = createRoute({
  getParentRoute: () => signedIn,
  path: "/territory-assignments",
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import("../../../territories/screens/territory-assignments.tsx"), "TerritoryAssignmentsScreen"),
});

export const territoryRoutes = [territories, territory, territoryAssignments] as const;
