import { createRootRoute, createRoute, lazyRouteComponent, Link, Outlet, redirect } from "@tanstack/react-router";
import { RequestFailure } from "../kit/client.ts";
import { PageHeader } from "../kit/page.tsx";
import { queryClient, sessionQuery } from "../kit/queries.ts";
import { EmptyState } from "../kit/states.tsx";
import { text } from "../kit/text.ts";

/** The root of all pages. */
export const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

/** Everything behind the sign-in. Without a session it leads to the sign-in page and back again. */
export const signedIn = createRoute({
  getParentRoute: () => root,
  id: "signed-in",
  component: lazyRouteComponent(() => import("../shell.tsx"), "Shell"),
  beforeLoad: async ({ location }) => {
    try {
      const { secondFactorNeeded } = await queryClient.ensureQueryData(sessionQuery);
      if (secondFactorNeeded && location.pathname !== "/security") throw redirect({ to: "/security" });
    } catch (error) {
      if (error instanceof RequestFailure && error.status === 401) throw redirect({ to: "/sign-in", search: { to: location.href } });
      throw error;
    }
  },
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
