import { createRootRoute, createRoute, lazyRouteComponent, Link, Outlet, redirect } from "@tanstack/react-router";
import { RequestFailure } from "../kit/client.ts";
import { PageHeader } from "../kit/page.tsx";
import { queryClient, sessionQuery } from "../kit/queries.ts";
import { EmptyState } from "../kit/states.tsx";
import { text } from "../kit/text.ts";

/** The root of all pages. */
export const root = createRootRoute({ component: Outlet });

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

/** Every address that no other route takes, in the frame: whoever is lost still has the navigation. */
export const notFoundRoute = createRoute({ getParentRoute: () => signedIn, path: "$", component: NotFound });

function NotFound() {
  return (
    <>
      <PageHeader title={text.states.notFound} />
      <EmptyState title={text.states.notFoundFix} action={<Link to="/">{text.states.home}</Link>} />
    </>
  );
}
