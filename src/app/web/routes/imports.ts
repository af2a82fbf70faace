import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { listSearch } from "../kit/list/search.ts";
import { signedIn } from "./frame.tsx";

const imports = createRoute({
  getParentRoute: () => signedIn,
  path: "/imports",
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import("../../import/screens/imports.tsx"), "ImportsScreen"),
});
const newImport = createRoute({
  getParentRoute: () => signedIn,
  path: "/imports/new",
  component: lazyRouteComponent(() => import("../../import/screens/new-import.tsx"), "NewImportScreen"),
});
const oneImport = createRoute({
  getParentRoute: () => signedIn,
  path: "/imports/$import",
  component: lazyRouteComponent(() => import("../../import/screens/import-page.tsx"), "ImportScreen"),
});

export const importRoutes = [imports, newImport, oneImport] as const;
