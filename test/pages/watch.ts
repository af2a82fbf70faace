import type { Page } from "playwright-core";

/** What a page told of itself while it was looked at. */
export type Watched = {
  /** Each layout shift that no input of the last half second caused, and what moved. */
  readonly shifts: readonly { readonly value: number; readonly moved: string }[];
  /** Each interaction until the next frame was painted, in milliseconds, in steps of eight. */
  readonly interactionsMs: readonly number[];
};

/** Runs in the page before anything of it: notes what the browser measures. */
const OBSERVE = `
window.watched = { shifts: [], interactions: new Map() };
const placeOf = (node) => node && node.nodeType === 1 ? node.tagName.toLowerCase() + "." + String(node.className).split(" ")[0] : "text";
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (!entry.hadRecentInput) window.watched.shifts.push({ value: entry.value, moved: entry.sources.map(({ node }) => placeOf(node)).join(", ") });
  }
}).observe({ type: "layout-shift", buffered: true });
new PerformanceObserver((list) => {
  for (const { interactionId, duration } of list.getEntries()) {
    if (interactionId) window.watched.interactions.set(interactionId, Math.max(duration, window.watched.interactions.get(interactionId) ?? 0));
  }
}).observe({ type: "event", durationThreshold: 16, buffered: true });
`;

export async function watch(page: Page): Promise<void> {
  await page.addInitScript(OBSERVE);
}

/** What the page has noted since it was loaded, or since this was last asked. */
export async function readWatched(page: Page): Promise<Watched> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- made by OBSERVE
  return (await page.evaluate(`(() => {
    const { shifts, interactions } = window.watched;
    window.watched.shifts = [];
    window.watched.interactions = new Map();
    return { shifts, interactionsMs: [...interactions.values()] };
  })()`)) as Watched;
}

/** By how many pixels the page is wider than its window: 0 where nothing scrolls sideways. */
export async function overflowPx(page: Page): Promise<number> {
  return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
}

/** Waits until the page has its heading, nothing says that it loads, and two frames are painted. */
export async function settled(page: Page): Promise<void> {
  await page.locator("h1").first().waitFor();
  const loading = page.getByRole("status").filter({ hasText: /^Loading/ });
  while ((await loading.count()) > 0) await loading.first().waitFor({ state: "detached" });
  await page.evaluate("new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 0))))");
}
