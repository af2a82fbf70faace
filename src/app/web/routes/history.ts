import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { listSearch } from "../kit/list/search.ts";
import { signedIn } from "./frame.tsx";

const changes = createRoute({
  getParentRoute: () => signedIn,
  path: "/history",
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import("../../../history/screens/changes.tsx"), "ChangesScreen"),
});
const changedRows = createRoute({
  getParentRoute: () => signedIn,
  path: "/history/rows",
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import("../../../history/screens/changed-rows.tsx"), "ChangedRowsScreen"),
});

export const historyRoutes = [changes, changedRows] as const;
