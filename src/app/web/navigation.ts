import {
  type Icon,
  IconAdjustments,
  IconBuildingStore,
  IconCalculator,
  IconChartBar,
  IconFileImport,
  IconFileText,
  IconHistory,
  IconHome,
  IconListDetails,
  IconLock,
  IconMap2,
  IconListCheck,
  IconMessageQuestion,
  IconPackage,
  IconReceipt2,
  IconTarget,
  IconTargetArrow,
  IconUsers,
  IconUsersGroup,
} from "@tabler/icons-react";
import type { LinkProps } from "@tanstack/react-router";
import type { Permission, Reach } from "../../access/permissions.ts";
import { text } from "./kit/text.ts";

/**
 * One entry of the main navigation: shown to whoever has the permission, named by how far it reaches. `key`: pressed after g, it
 * leads there; every entry has its own letter.
 */
export type NavigationEntry = {
  readonly to: NonNullable<LinkProps["to"]>;
  readonly label: (reach: Reach) => string;
  readonly icon: Icon;
  readonly permission: Permission;
  readonly key?: string;
};

/** The main navigation in its order, by group. */
export const NAVIGATION: readonly { readonly label: () => string; readonly entries: readonly NavigationEntry[] }[] = [
  {
    label: () => text.shell.groups.pay,
    entries: [
      { to: "/", label: () => text.home.title, icon: IconHome, permission: "company.read", key: "h" },
      {
        to: "/statements",
        label: (reach) => (reach === "own" ? text.shell.myStatements : text.shell.statements),
        icon: IconReceipt2,
        permission: "statements.read",
        key: "s",
      },
      {
        to: "/attainment",
        label: (reach) => (reach === "own" ? text.attainmentList.mine : text.attainmentList.title),
        icon: IconChartBar,
        permission: "statements.read",
        key: "m",
      },
      { to: "/plans", label: () => text.plans.title, icon: IconFileText, permission: "plans.read", key: "l" },
      { to: "/quotas", label: () => text.quotaList.title, icon: IconTarget, permission: "quotas.read", key: "n" },
      { to: "/calculations", label: () => text.shell.calculations, icon: IconCalculator, permission: "calculations.read", key: "c" },
      {
        to: "/disputes",
        label: (reach) => (reach === "own" ? text.disputes.mine : text.disputes.title),
        icon: IconMessageQuestion,
        permission: "disputes.read",
        key: "q",
      },
      { to: "/worklist", label: () => text.worklist.title, icon: IconListCheck, permission: "worklist.read", key: "w" },
      { to: "/adjustments", label: () => text.adjustments.title, icon: IconAdjustments, permission: "adjustments.read", key: "a" },
    ],
  },
  {
    label: () => text.shell.groups.sales,
    entries: [
      { to: "/imports", label: () => text.imports.title, icon: IconFileImport, permission: "imports.manage", key: "i" },
      { to: "/people", label: () => text.people.title, icon: IconUsersGroup, permission: "people.read", key: "e" },
      { to: "/transactions", label: () => text.transactions.title, icon: IconListDetails, permission: "transactions.read", key: "t" },
      { to: "/opportunities", label: () => text.opportunities.title, icon: IconTargetArrow, permission: "opportunities.read", key: "o" },
      { to: "/customers", label: () => text.customers.title, icon: IconBuildingStore, permission: "customers.read", key: "k" },
      { to: "/products", label: () => text.products.title, icon: IconPackage, permission: "products.read", key: "p" },
      { to: "/territories", label: () => text.territories.title, icon: IconMap2, permission: "territories.read", key: "y" },
    ],
  },
  {
    label: () => text.shell.groups.administration,
    entries: [
      { to: "/sign-ins", label: () => text.shell.signIns, icon: IconUsers, permission: "sign-ins.manage", key: "u" },
      { to: "/access/on", label: () => text.access.title, icon: IconLock, permission: "access.read", key: "x" },
      { to: "/history", label: () => text.history.title, icon: IconHistory, permission: "history.read", key: "r" },
    ],
  },
];

/** An entry as this person sees it. */
export type ShownEntry = NavigationEntry & { readonly name: string };

/** The groups and entries that a person's permissions show, empty groups left out. */
export function shownEntries(
  reach: (permission: Permission) => Reach | undefined,
): readonly { readonly group: string; readonly entries: readonly ShownEntry[] }[] {
  return NAVIGATION.map(({ label, entries }) => ({
    group: label(),
    entries: entries.flatMap((entry) => {
      const reached = reach(entry.permission);
      return reached === undefined ? [] : [{ ...entry, name: entry.label(reached) }];
    }),
  })).filter(({ entries }) => entries.length > 0);
}
