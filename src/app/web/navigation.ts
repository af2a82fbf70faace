import { IconCalculator, IconFileImport, IconReceipt2, type Icon, IconUsers } from "@tabler/icons-react";
import type { LinkProps } from "@tanstack/react-router";
import type { Permission, Reach } from "../../access/permissions.ts";
import { text } from "./kit/text.ts";

/** One entry of the main navigation: shown to whoever has the permission, named by how far it reaches. */
export type NavigationEntry = {
  readonly to: NonNullable<LinkProps["to"]>;
  readonly label: (reach: Reach) => string;
  readonly icon: Icon;
  readonly permission: Permission;
};

/** The main navigation in its order, by group. */
export const NAVIGATION: readonly { readonly label: () => string; readonly entries: readonly NavigationEntry[] }[] = [
  {
    label: () => text.shell.groups.pay,
    entries: [
      {
        to: "/statements",
        label: (reach) => (reach === "own" ? text.shell.myStatements : text.shell.statements),
        icon: IconReceipt2,
        permission: "statements.read",
      },
      { to: "/calculations", label: () => text.shell.calculations, icon: IconCalculator, permission: "calculations.read" },
    ],
  },
  {
    label: () => text.shell.groups.administration,
    entries: [{ to: "/imports", label: () => text.imports.title, icon: IconFileImport, permission: "imports.manage" }, { to: "/sign-ins", label: () => text.shell.signIns, icon: IconUsers, permission: "sign-ins.manage" }],
  },
];
