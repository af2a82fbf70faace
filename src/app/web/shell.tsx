import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { IconLogout, IconMenu2, IconMoon, IconSun, IconX } from "@tabler/icons-react";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link, Outlet, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { DemoBar } from "../../access/screens/demo-bar.tsx";
import { api, done } from "./kit/client.ts";
import { queryClient, sessionQuery } from "./kit/queries.ts";
import { useRights } from "./kit/rights.ts";
import { text } from "./kit/text.ts";
import { NAVIGATION } from "./navigation.ts";
import classes from "./shell.module.css";

const ICON = { size: 18, stroke: 1.6, "aria-hidden": true } as const;

/** The frame of every page behind the sign-in: navigation by role, the person, light or dark. */
export function Shell() {
  const [open, setOpen] = useState(false);
  return (
    <div className={classes["shell"]}>
      <a className={classes["skip"]} href="#content">
        {text.shell.skip}
      </a>
      <header className={classes["side"]} data-open={open || undefined}>
        <div className={classes["top"]}>
          <Link to="/" className={classes["brand"]}>
            <img src="/icon.svg" alt="" width={24} height={24} />
            {text.product}
          </Link>
          <ActionIcon
            className={classes["burger"]}
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={text.shell.menu}
            aria-expanded={open}
            aria-controls="navigation"
            onClick={() => setOpen(!open)}
          >
            {open ? <IconX {...ICON} /> : <IconMenu2 {...ICON} />}
          </ActionIcon>
        </div>
        <div className={classes["fold"]} id="navigation">
          <Navigation followed={() => setOpen(false)} />
          <Person />
        </div>
      </header>
      <main className={classes["main"]} id="content" tabIndex={-1}>
        <DemoBar />
        <Outlet />
      </main>
    </div>
  );
}

/** `followed`: a link was taken, so the folded menu of narrow screens closes. */
function Navigation({ followed }: { readonly followed: () => void }) {
  const { reach } = useRights();
  return (
    <nav aria-label={text.shell.navigation} className={classes["navigation"]}>
      {NAVIGATION.map(({ label, entries }) => {
        const shown = entries.flatMap((entry) => {
          const reached = reach(entry.permission);
          return reached === undefined ? [] : [{ ...entry, name: entry.label(reached) }];
        });
        return shown.length === 0 ? null : (
          <section key={label()} className={classes["group"]} aria-label={label()}>
            {shown.map(({ to, name, icon: Icon }) => (
              <Link key={to} to={to} className={classes["entry"]} onClick={followed}>
                <Icon {...ICON} />
                {name}
              </Link>
            ))}
          </section>
        );
      })}
    </nav>
  );
}

function Person() {
  const { user, roles, company } = useSuspenseQuery(sessionQuery).data;
  const navigate = useNavigate();
  const signOut = async () => {
    await done(api["sign-out"].$post());
    queryClient.clear();
    await navigate({ to: "/sign-in" });
  };
  return (
    <div className={classes["person"]}>
      <div className={classes["who"]}>
        <div className={classes["name"]}>{user.name}</div>
        <div className={classes["role"]}>
          {roles.map((role) => text.shell.roles[role]).join(", ")} · {company.name}
        </div>
      </div>
      <ColorSchemeToggle />
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={text.shell.signOut}
        title={text.shell.signOut}
        onClick={() => void signOut()}
      >
        <IconLogout {...ICON} />
      </ActionIcon>
    </div>
  );
}

function ColorSchemeToggle() {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme("light");
  const label = scheme === "dark" ? text.shell.light : text.shell.dark;
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={label}
      title={label}
      onClick={() => setColorScheme(scheme === "dark" ? "light" : "dark")}
    >
      {scheme === "dark" ? <IconSun {...ICON} /> : <IconMoon {...ICON} />}
    </ActionIcon>
  );
}
