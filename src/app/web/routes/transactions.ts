import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { listSearch } from "../kit/list/search.ts";
import { signedIn } from "./frame.tsx";
import { texts } from "./search.ts";

/** A record as it was known at a change number, where the address asks for one. */
const record = (search: Record<string, unknown>): { asOf?: string } => texts(search, ["asOf"]);

const transactions = createRoute({
  getParentRoute: () => signedIn,
  path: "/transactions",
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import("../../../transactions/screens/transactions.tsx"), "TransactionsScreen"),
});
const transaction = createRoute({
  getParentRoute: () => signedIn,
  path: "/transactions/$source/$transaction/$line",
  validateSearch: record,
  component: lazyRouteComponent(() => import("../../../transactions/screens/transaction.tsx"), "TransactionScreen"),
});
const customers = createRoute({
  getParentRoute: () => signedIn,
  path: "/customers",
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import("../../../transactions/screens/customers.tsx"), "CustomersScreen"),
});
const customer = createRoute({
  getParentRoute: () => signedIn,
  path: "/customers/$customer",
  validateSearch: record,
  component: lazyRouteComponent(() => import("../../../transactions/screens/customer.tsx"), "CustomerScreen"),
});
const products = createRoute({
  getParentRoute: () => signedIn,
  path: "/products",
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import("../../../transactions/screens/products.tsx"), "ProductsScreen"),
});
const product = createRoute({
  getParentRoute: () => signedIn,
  path: "/products/$product",
  validateSearch: record,
  component: lazyRouteComponent(() => import("../../../transactions/screens/product.tsx"), "ProductScreen"),
});
const opportunities = createRoute({
  getParentRoute: () => signedIn,
  path: "/opportunities",
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import("../../../transactions/screens/opportunities.tsx"), "OpportunitiesScreen"),
});
const opportunity = createRoute({
  getParentRoute: () => signedIn,
  path: "/opportunities/$opportunity",
  validateSearch: record,
  component: lazyRouteComponent(() => import("../../../transactions/screens/opportunity.tsx"), "OpportunityScreen"),
});
const stageHistory = createRoute({
  getParentRoute: () => signedIn,
  path: "/stage-history",
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import("../../../transactions/screens/stage-history.tsx"), "StageHistoryScreen"),
});
const activities = createRoute({
  getParentRoute: () => signedIn,
  path: "/activities",
  validateSearch: listSearch,
  component: lazyRouteComponent(() => import("../../../transactions/screens/activities.tsx"), "ActivitiesScreen"),
});

export const transactionRoutes = [
  transactions,
  transaction,
  customers,
  customer,
  products,
  product,
  opportunities,
  opportunity,
  stageHistory,
  activities,
] as const;
