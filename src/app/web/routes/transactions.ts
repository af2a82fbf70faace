import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { signedIn } from "./frame.tsx";

const transaction = createRoute({
  getParentRoute: () => signedIn,
  path: "/transactions/$source/$transaction/$line",
  component: lazyRouteComponent(() => import("../../../transactions/screens/transaction.tsx"), "TransactionScreen"),
});

export const transactionRoutes = [transaction] as const;
