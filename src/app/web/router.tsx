import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from "@tanstack/react-router";
import { RequestFailure } from "./kit/client.ts";
import { queryClient, sessionQuery } from "./kit/queries.ts";
import { FailureState, LoadingState } from "./kit/states.tsx";
import { Shell } from "./shell.tsx";

const root = createRootRoute({ component: Outlet, notFoundComponent: () => <FailureState error={new RequestFailure(404, undefined)} /> });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search): { to?: string } => (typeof search["to"] === "string" && search["to"].startsWith("/") && !search["to"].startsWith("//") ? { to: search["to"] } : {}),
  component: lazyRouteComponent(() => import("../../access/screens/sign-in.tsx"), "SignInScreen"),
});
const setUp = createRoute({ getParentRoute: () => root, path: "/set-up", component: lazyRouteComponent(() => import("../../access/screens/set-up.tsx"), "SetUpScreen") });
const password = createRoute({ getParentRoute: () => root, path: "/password", component: lazyRouteComponent(() => import("../../access/screens/password.tsx"), "PasswordScreen") });

/** Everything behind the sign-in. Without a session it leads to the sign-in page and back again. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: "signed-in",
  component: Shell,
  beforeLoad: async ({ location }) => {
    try {
      await queryClient.ensureQueryData(sessionQuery);
    } catch (error) {
      if (error instanceof RequestFailure && error.status === 401) throw redirect({ to: "/sign-in", search: { to: location.href } });
      throw error;
    }
  },
});

const home = createRoute({
  getParentRoute: () => signedIn,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/sign-ins" });
  },
});
const signIns = createRoute({ getParentRoute: () => signedIn, path: "/sign-ins", component: lazyRouteComponent(() => import("../../access/screens/sign-ins.tsx"), "SignInsScreen") });

const routeTree = root.addChildren([signIn, setUp, password, signedIn.addChildren([home, signIns])]);

export const router = createRouter({
  routeTree,
  defaultPreload: "intent",
  scrollRestoration: true,
  defaultPendingComponent: LoadingState,
  defaultErrorComponent: ({ error, reset }) => <FailureState error={error instanceof Error ? error : new Error(String(error))} retry={reset} />,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
