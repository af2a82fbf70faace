import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { listSearch } from "../kit/list/search.ts";
import { root, signedIn } from "./frame.tsx";

/** Where to go once signed in: a place of this app, never another site's. */
const whereTo = (search: Record<string, unknown>): { to?: string } =>
  typeof search["to"] === "string" && /^\/(?![/\\])/.test(search["to"]) ? { to: search["to"] } : {};

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: whereTo,
  component: lazyRouteComponent(() => import("../../../access/screens/sign-in.tsx"), "SignInScreen"),
});
const secondFactor = createRoute({
  getParentRoute: () => root,
  path: "/second-factor",
  validateSearch: whereTo,
  component: lazyRouteComponent(() => import("../../../access/screens/second-factor.tsx"), "SecondFactorScreen"),
});
const forgotten = createRoute({
  getParentRoute: () => root,
  path: "/forgotten",
  component: lazyRouteComponent(() => import("../../../access/screens/forgotten.tsx"), "ForgottenScreen"),
});
const security = createRoute({
  getParentRoute: () => signedIn,
  path: "/security",
  component: lazyRouteComponent(() => import("../../../access/screens/security.tsx"), "SecurityScreen"),
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
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import("../../../access/screens/sign-ins.tsx"), "SignInsScreen"),
});
const signInEvents = createRoute({
  getParentRoute: () => signedIn,
  path: "/sign-in-events",
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import("../../../access/screens/sign-in-events.tsx"), "SignInEventsScreen"),
});

const access = createRoute({
  getParentRoute: () => signedIn,
  path: "/access",
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import("../../../access/screens/access.tsx"), "AccessScreen"),
});
const accessOn = createRoute({
  getParentRoute: () => signedIn,
  path: "/access/on",
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import("../../../access/screens/access-on.tsx"), "AccessOnScreen"),
});
const accessOf = createRoute({
  getParentRoute: () => signedIn,
  path: "/access/of",
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import("../../../access/screens/access-of.tsx"), "AccessOfScreen"),
});
const demo = createRoute({
  getParentRoute: () => root,
  path: "/demo",
  component: lazyRouteComponent(() => import("../../../access/screens/demo.tsx"), "DemoScreen"),
});

/** Pages before the sign-in. */
export const entranceRoutes = [signIn, secondFactor, forgotten, setUp, password, invitation, demo] as const;
export const accessRoutes = [signIns, signInEvents, security, access, accessOn, accessOf] as const;
