import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessibilityProblems, launchBrowser, openPage, type WatchedPage } from "../support/browser.ts";
import { serveDemo } from "../support/demo.ts";
import type { ServedProgram } from "../support/program.ts";

/** A plan of the demo company, read by a rep with its curves. */
const TIMEOUT_MS = 180_000;
const PLAN = "/plans/account-executive/2026";
let program: ServedProgram;
let browser: Browser;

beforeAll(async () => {
  [program, browser] = await Promise.all([serveDemo(), launchBrowser()]);
}, TIMEOUT_MS);
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

async function enter(role: string): Promise<WatchedPage> {
  const watched = await openPage(browser, program.address);
  watched.page.setDefaultTimeout(60_000);
  await watched.page.goto(`${program.address}/demo`);
  await watched.page.getByRole("button", { name: new RegExp(`^${role}`) }).click();
  await watched.page.waitForURL((url) => url.pathname === "/");
  return watched;
}

test("a rep reads what each component pays with the own quota; a cliff is named with its size", { timeout: TIMEOUT_MS }, async () => {
  const { page, offences } = await enter("Sales rep");
  await page.goto(`${program.address}${PLAN}`);
  const commission = page.getByRole("region", { name: "Commission" });
  await commission.getByText(/^At 20 % pay jumps by [\d,.]+ USD, from 0\.00 USD to [\d,.]+ USD\.$/).waitFor();
  expect(await commission.getByRole("row").allTextContents()).toContainEqual(expect.stringMatching(/^80 %[\d,.]+ USD[\d,.]+$/));
  await commission.locator(".recharts-line-curve").first().waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await commission.getByRole("button", { name: "View as table" }).click();
  const curve = commission.getByRole("group", { name: "What Commission pays" });
  expect(await curve.getByRole("rowheader").allTextContents()).toEqual(expect.arrayContaining(["0 %", "20 %", "80 %", "100 %", "130 %"]));
  expect(await page.getByRole("link", { name: "Edit" }).count()).toBe(0);
  expect(offences).toEqual([]);
});
