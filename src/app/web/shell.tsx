import { UnstyledButton } from "@mantine/core";
import { IconMenu2, IconSearch, IconX } from "@tabler/icons-react";
import { Link, Outlet } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { DemoBar } from "../../access/screens/demo-bar.tsx";
import { Keys } from "./keys/keys.tsx";
import { AsOfBar } from "./kit/as-of.tsx";
import { isApple } from "./kit/keyboard.ts";
import { useLive } from "./kit/live.ts";
import { useStepsTaken } from "./kit/steps-taken.ts";
import { text } from "./kit/text.ts";
import { MainNavigation, Tabs } from "./main-navigation.tsx";
import { openPalette, Palette } from "./palette/palette.tsx";
import classes from "./shell.module.css";
import { UserMenu } from "./user-menu.tsx";

const ICON = { size: 18, stroke: 1.6, "aria-hidden": true } as const;

const Toasts = lazy(() => import("./kit/toasts.tsx"));

/**
 * The frame of every page behind the sign-in: navigation by permission, the way to find anything, the person's menu. On narrow
 * screens it is a bar at the lower edge, where a thumb reaches it.
 */
export function Shell() {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  useStepsTaken();
  useLive();
  return (
    <div className={classes["shell"]}>
      <a className={classes["skip"]} href="#content">
        {text.shell.skip}
      </a>
      <aside className={classes["side"]} data-open={open || undefined} aria-label={text.product}>
        <Link to="/" className={classes["brand"]}>
          <img src="/icon.svg" alt="" width={24} height={24} />
          {text.product}
        </Link>
        <div className={classes["fold"]} id="navigation">
          <FindButton />
          <MainNavigation followed={close} />
          <div className={classes["person"]}>
            <UserMenu />
          </div>
        </div>
        <div className={classes["tabs"]}>
          <Tabs followed={close} />
          <UnstyledButton className={classes["tab"] ?? ""} onClick={openPalette}>
            <IconSearch {...ICON} />
            <span className={classes["entryName"]}>{text.palette.open}</span>
          </UnstyledButton>
          <UnstyledButton className={classes["tab"] ?? ""} aria-expanded={open} aria-controls="navigation" onClick={() => setOpen(!open)}>
            {open ? <IconX {...ICON} /> : <IconMenu2 {...ICON} />}
            <span className={classes["entryName"]}>{text.shell.menu}</span>
          </UnstyledButton>
        </div>
      </aside>
      <main className={classes["main"]} id="content" tabIndex={-1}>
        <DemoBar />
        <AsOfBar />
        <Outlet />
      </main>
      <Keys />
      <Palette />
      <Suspense>
        <Toasts />
      </Suspense>
    </div>
  );
}

function FindButton() {
  return (
    <UnstyledButton className={classes["find"] ?? ""} onClick={openPalette} aria-keyshortcuts="Control+K Meta+K">
      <IconSearch size={16} stroke={1.7} aria-hidden="true" />
      <span className={classes["findName"]}>{text.palette.open}</span>
      <kbd className={classes["key"]}>{isApple() ? text.palette.openKeyApple : text.palette.openKey}</kbd>
    </UnstyledButton>
  );
}
