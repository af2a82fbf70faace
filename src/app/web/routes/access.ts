import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { root, signedIn } from "./frame.tsx";

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search): { to?: string } =>
    typeof search["to"] === "string" && search["to"].startsWith("/") && !search["to"].startsWith("//") ? { to: search["to"] } : {},
  component: lazyRouteComponent(() => import("../../../access/screens/sign-in.tsx"), "SignInScreen"),
});
const setUp = createRoute({
  getParentRoute: () => root,
  path: "/set-up",
  component: lazyRouteComponent(() => import("../../../access/screens/set-up.tsx"), "SetUpScreen"),
});
const password = createRoute({
  getParentRoute: () => root,
  path: "/password",
  component: lazyRouteComponent(() => import("../../../access/screens/password.tsx"), "PasswordScreen"),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitation",
  component: lazyRouteComponent(() => import("../../../access/screens/invitation.tsx"), "InvitationScreen"),
});
const signIns = createRoute({
  getParentRoute: () => signedIn,
  path: "/sign-ins",
  component: lazyRouteComponent(() => import("../../../access/screens/sign-ins.tsx"), "SignInsScreen"),
});
const signInEvents = createRoute({
  getParentRoute: () => signedIn,
  path: "/sign-in-events",
  component: lazyRouteComponent(() => import("../../../access/screens/sign-in-events.tsx"), "SignInEventsScreen"),
});

const demo = createRoute({
  getParentRoute: () => root,
  path: "/demo",
  component: lazyRouteComponent(() => import("../../../access/screens/demo.tsx"), "DemoScreen"),
});

/** Pages before the sign-in. */
export const entranceRoutes = [signIn, setUp, password, invitation, demo] as const;
export const accessRoutes = [signIns, signInEvents] as const;
