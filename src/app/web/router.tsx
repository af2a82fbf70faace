import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Link, Outlet, redirect } from "@tanstack/react-router";
import { RequestFailure } from "./kit/client.ts";
import { queryClient, sessionQuery } from "./kit/queries.ts";
import { periodsQuery } from "../../compensation/statements/screens/queries.ts";
import { PageHeader } from "./kit/page.tsx";
import { EmptyState, FailureState, LoadingState } from "./kit/states.tsx";
import { text } from "./kit/text.ts";
import { Shell } from "./shell.tsx";

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search): { to?: string } =>
    typeof search["to"] === "string" && search["to"].startsWith("/") && !search["to"].startsWith("//") ? { to: search["to"] } : {},
  component: lazyRouteComponent(() => import("../../access/screens/sign-in.tsx"), "SignInScreen"),
});
const setUp = createRoute({
  getParentRoute: () => root,
  path: "/set-up",
  component: lazyRouteComponent(() => import("../../access/screens/set-up.tsx"), "SetUpScreen"),
});
const password = createRoute({
  getParentRoute: () => root,
  path: "/password",
  component: lazyRouteComponent(() => import("../../access/screens/password.tsx"), "PasswordScreen"),
});

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
    throw redirect({ to: "/statements" });
  },
});
const statements = createRoute({
  getParentRoute: () => signedIn,
  path: "/statements",
  validateSearch: (search): { set?: string; period?: string; search?: string } => texts(search, ["set", "period", "search"]),
  loader: () => queryClient.ensureQueryData(periodsQuery),
  component: lazyRouteComponent(() => import("../../compensation/statements/screens/statement-list.tsx"), "StatementListScreen"),
});
const statement = createRoute({
  getParentRoute: () => signedIn,
  path: "/statements/$participant/$period",
  validateSearch: (search): { set?: string; currency?: string } => texts(search, ["set", "currency"]),
  component: lazyRouteComponent(() => import("../../compensation/statements/screens/statement.tsx"), "StatementScreen"),
});
const why = createRoute({
  getParentRoute: () => signedIn,
  path: "/statements/$participant/$period/why",
  validateSearch: (
    search,
  ): { set?: string; currency?: string; node?: string; component?: string; measure?: string; window?: string; line?: number } => ({
    ...texts(search, ["set", "currency", "node", "component", "measure", "window"]),
    ...(typeof search["line"] === "number" ? { line: search["line"] } : {}),
  }),
  component: lazyRouteComponent(() => import("../../compensation/explain/screens/why.tsx"), "WhyScreen"),
});
const transaction = createRoute({
  getParentRoute: () => signedIn,
  path: "/transactions/$source/$transaction/$line",
  component: lazyRouteComponent(() => import("../../transactions/screens/transaction.tsx"), "TransactionScreen"),
});
const person = createRoute({
  getParentRoute: () => signedIn,
  path: "/people/$participant",
  component: lazyRouteComponent(() => import("../../people/screens/person.tsx"), "PersonScreen"),
});
const plan = createRoute({
  getParentRoute: () => signedIn,
  path: "/plans/$plan/$version",
  validateSearch: (search): { set?: string } => texts(search, ["set"]),
  component: lazyRouteComponent(() => import("../../plans/screens/plan.tsx"), "PlanScreen"),
});
const calculations = createRoute({
  getParentRoute: () => signedIn,
  path: "/calculations",
  component: lazyRouteComponent(() => import("../../compensation/calculations/screens/calculations.tsx"), "CalculationsScreen"),
});
const signIns = createRoute({
  getParentRoute: () => signedIn,
  path: "/sign-ins",
  component: lazyRouteComponent(() => import("../../access/screens/sign-ins.tsx"), "SignInsScreen"),
});

const behindSignIn = signedIn.addChildren([home, statements, statement, why, transaction, person, plan, calculations, signIns]);
const routeTree = root.addChildren([signIn, setUp, password, behindSignIn]);

/** The wanted search parameters that are there, as text: the address bar turns "2014" into a number, ids are text. */
function texts<const Name extends string>(search: Record<string, unknown>, names: readonly Name[]): { [N in Name]?: string } {
  const found: { [N in Name]?: string } = {};
  for (const name of names) {
    const value = search[name];
    if (typeof value === "string" || typeof value === "number") found[name] = String(value);
  }
  return found;
}

export const router = createRouter({
  routeTree,
  defaultPreload: "intent",
  scrollRestoration: true,
  defaultPendingComponent: LoadingState,
  defaultErrorComponent: ({ error, reset }) => (
    <FailureState error={error instanceof Error ? error : new Error(String(error))} retry={reset} />
  ),
});

function NotFound() {
  return (
    <main>
      <PageHeader title={text.product} />
      <EmptyState title={text.states.notFound} action={<Link to="/">{text.states.home}</Link>}>
        {text.states.notFoundFix}
      </EmptyState>
    </main>
  );
}

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
