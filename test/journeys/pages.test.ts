import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { HOMES } from "../pages/companies.ts";
import { overflowPx, readWatched, settled, watch } from "../pages/watch.ts";
import { accessibilityProblems, launchBrowser, openPage } from "../support/browser.ts";
import { serveProgram, type ServedProgram } from "../support/program.ts";

/** The homes of the demo company on a screen and on a phone, light and dark. `npm run campaign pages` looks at every page, and at large data. */
const TIMEOUT_MS = 180_000;
const SHIFT_MAX = 0.02;
let program: ServedProgram;
let browser: Browser;

beforeAll(async () => {
  [program, browser] = await Promise.all([serveProgram({}, "demo"), launchBrowser()]);
}, TIMEOUT_MS);
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

test.for(HOMES.flatMap((home) => [1440, 390].map((width) => [home, width] as const)))(
  "the home of the %s at %i pixels stands still, fits and is accessible, light and dark",
  { timeout: TIMEOUT_MS },
  async ([home, width]) => {
    const { page, offences } = await openPage(browser, program.address, {
      viewport: { width, height: 900 },
      colorScheme: "light",
      reducedMotion: "reduce",
    });
    await watch(page);
    const entered = await page.request.post(`${program.address}/api/demo/sign-in`, {
      data: { person: home },
      headers: { origin: program.address },
    });
    expect(entered.status()).toBe(204);
    await page.goto(program.address);
    await settled(page);
    await page.waitForTimeout(150); // what moves late counts too
    const { shifts } = await readWatched(page);
    expect(
      shifts.filter(({ value }) => value > SHIFT_MAX),
      "layout shifts",
    ).toEqual([]);
    expect(await overflowPx(page), "pixels that scroll sideways").toBe(0);
    expect(await accessibilityProblems(page), "light").toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    await settled(page);
    expect(await accessibilityProblems(page), "dark").toEqual([]);
    expect(offences).toEqual([]);
    await page.context().close();
  },
);
