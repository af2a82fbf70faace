import { createRoute, redirect } from "@tanstack/react-router";
import { signedIn } from "./frame.tsx";

const home = createRoute({
  getParentRoute: () => signedIn,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/statements" });
  },
});

export const homeRoutes = [home] as const;
