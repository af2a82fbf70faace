import type { Browser, Page } from "playwright-core";
import { accessibilityProblems, openPage } from "../support/browser.ts";
import { overflowPx, readWatched, settled, watch } from "./watch.ts";

/** How a page is looked at. */
export type Look = { readonly width: 1440 | 390; readonly scheme: "light" | "dark" };
export const LOOKS: readonly Look[] = ([1440, 390] as const).flatMap((width) =>
  (["light", "dark"] as const).map((scheme) => ({ width, scheme })),
);

/** What was found on one page in one look. */
export type PageFound = {
  readonly address: string;
  /** From asking for it until its content is painted. */
  readonly shownMs: number;
  /** Sum of the layout shifts, and the largest with what moved. */
  readonly shift: number;
  readonly moved: string;
  readonly overflowPx: number;
  readonly accessibility: readonly string[];
};

/** One thing done on a page: until the next frame, and until what it asked for is shown. */
export type Interaction = { readonly name: string; readonly nextPaintMs: number; readonly shownMs: number };

export type Visit = {
  readonly pages: readonly PageFound[];
  readonly interactions: readonly Interaction[];
  readonly offences: readonly string[];
};

export type Visitor = {
  readonly browser: Browser;
  readonly origin: string;
  readonly look: Look;
  /** Signs in: gives the cookie header's value of the session. */
  readonly cookie: string;
  /** Called with each page as it was found, to take its picture. */
  readonly seen?: (page: Page, address: string) => Promise<void>;
};

const PAGES_MAX = 24;

/** Looks at the home and at every page of its navigation, and does there what one does: sorts, filters, opens a record, finds. */
export async function visitHome(visitor: Visitor, how: { readonly interact: boolean }): Promise<Visit> {
  const { page, offences } = await openVisitor(visitor);
  const pages: PageFound[] = [];
  const interactions: Interaction[] = [];
  try {
    pages.push(await look(page, visitor, "/"));
    const links = await page.locator("nav a").evaluateAll((found) => found.map((link) => link.getAttribute("href") ?? ""));
    const addresses = [...new Set(links)].filter((address) => address !== "/" && address.startsWith("/")).slice(0, PAGES_MAX);
    for (const address of addresses) {
      pages.push(await look(page, visitor, address));
      if (how.interact) interactions.push(...(await useList(page)));
    }
    if (how.interact) interactions.push(...(await useShell(page, visitor.origin)));
  } finally {
    await page.context().close();
  }
  return { pages, interactions, offences };
}

async function openVisitor({ browser, origin, look: { width, scheme }, cookie }: Visitor) {
  const phone = width === 390;
  const watched = await openPage(browser, origin, {
    viewport: phone ? { width, height: 844 } : { width, height: 900 },
    colorScheme: scheme,
    reducedMotion: "reduce",
    ...(phone ? { hasTouch: true } : {}),
  });
  const [name = "", value = ""] = cookie.split("=");
  await watched.page.context().addCookies([{ name, value: decodeURIComponent(value), url: origin }]);
  await watch(watched.page);
  return watched;
}

async function look(page: Page, { origin, seen }: Visitor, address: string): Promise<PageFound> {
  const began = performance.now();
  await page.goto(`${origin}${address}`);
  await settled(page);
  const shownMs = performance.now() - began;
  await page.waitForTimeout(150); // what moves late counts too
  const { shifts } = await readWatched(page);
  await seen?.(page, address);
  const accessibility = await accessibilityProblems(page);
  const worst = shifts.toSorted((a, b) => b.value - a.value)[0];
  return {
    address,
    shownMs,
    shift: shifts.reduce((sum, { value }) => sum + value, 0),
    moved: worst?.moved ?? "",
    overflowPx: await overflowPx(page),
    accessibility,
  };
}

/** What is done to a list, as far as the page has one. */
async function useList(page: Page): Promise<Interaction[]> {
  const done: Interaction[] = [];
  const add = (name: string, act: () => Promise<void>) => timed(page, name, act).then((found) => void done.push(found));
  const sort = page.locator("thead button").nth(1);
  if (await sort.isVisible()) {
    await add("sort", () => sort.click());
    await add("sort the other way", () => sort.click());
  }
  const search = page.locator("main input[type=search]").first();
  if (await search.isVisible()) {
    await add("search", () => search.pressSequentially("an", { delay: 60 }));
    await search.fill("");
    await settled(page);
  }
  const row = page.locator("main a[data-row-link]").first();
  if (await row.isVisible()) {
    await add("open a record", () => row.click());
    const tab = page.locator("main [role=tab]:not([aria-selected=true])").first();
    if (await tab.isVisible()) await add("switch tab", () => tab.click());
  }
  return done;
}

/** The palette and the way between two pages. */
async function useShell(page: Page, origin: string): Promise<Interaction[]> {
  const done: Interaction[] = [];
  await page.goto(origin);
  await settled(page);
  const open = page.locator("aside a").filter({ visible: true }).nth(1);
  if (await open.isVisible()) done.push(await timed(page, "open a page", () => open.click()));
  // Once for loading it, then as one has it all day.
  for (const name of ["open the palette, first", "open the palette"]) {
    done.push(
      await timed(page, name, async () => {
        await page.keyboard.press("Control+k");
        await page.locator("[role=dialog] input").waitFor();
      }),
    );
    if (name === "open the palette") done.push(await timed(page, "find", () => page.keyboard.type("son", { delay: 60 })));
    await page.keyboard.press("Escape");
    await page.locator("[role=dialog]").waitFor({ state: "detached" });
  }
  return done;
}

async function timed(page: Page, name: string, act: () => Promise<void>): Promise<Interaction> {
  await readWatched(page);
  const began = performance.now();
  await act();
  await settled(page);
  const shownMs = performance.now() - began;
  await page.waitForTimeout(60); // the browser tells of an event a frame later
  const { interactionsMs } = await readWatched(page);
  return { name, nextPaintMs: Math.max(0, ...interactionsMs), shownMs };
}
