import { useMantineColorScheme } from "@mantine/core";
import { IconApi, IconKeyboard, IconLogout, IconMoon, IconSun } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { openKeyHelp } from "../keys/keys.tsx";
import { useRights } from "../kit/rights.ts";
import { text } from "../kit/text.ts";
import { shownEntries } from "../navigation.ts";
import { useSignOut } from "../user-menu.tsx";

const ICON = { size: 18, stroke: 1.6, "aria-hidden": true } as const;

/** One line of the palette. `keys`: pressed one after the other they do the same. */
export type Entry = {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  readonly keys?: readonly string[];
  readonly icon?: ReactNode;
  readonly run: () => void;
};

/** The pages that one's permissions show. */
export function usePages(): readonly Entry[] {
  const { reach } = useRights();
  const navigate = useNavigate();
  return shownEntries(reach).flatMap(({ group, entries }) =>
    entries.map(({ to, name, key, icon: Icon }) => ({
      id: to,
      label: name,
      detail: group,
      ...(key === undefined ? {} : { keys: ["G", key.toUpperCase()] }),
      icon: <Icon {...ICON} />,
      run: () => void navigate({ to }),
    })),
  );
}

/** What can be done from every page. */
export function useActions(): readonly Entry[] {
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  return [
    { id: "light", label: text.palette.lightTheme, icon: <IconSun {...ICON} />, run: () => setColorScheme("light") },
    { id: "dark", label: text.palette.darkTheme, icon: <IconMoon {...ICON} />, run: () => setColorScheme("dark") },
    { id: "api-docs", label: text.apiDocs.link, icon: <IconApi {...ICON} />, run: () => void navigate({ to: "/api/docs" }) },
    { id: "keys", label: text.palette.help, keys: ["?"], icon: <IconKeyboard {...ICON} />, run: openKeyHelp },
    { id: "sign-out", label: text.palette.signOut, icon: <IconLogout {...ICON} />, run: () => void signOut() },
  ];
}
