import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessibilityProblems, launchBrowser, openPage, type WatchedPage } from "../support/browser.ts";
import { serveDemo } from "../support/demo.ts";
import type { ServedProgram } from "../support/program.ts";

/** From a list to a record and on to what it refers to, over the demo company; and the API's documentation. */
const TIMEOUT_MS = 180_000;
let program: ServedProgram;
let browser: Browser;

beforeAll(async () => {
  [program, browser] = await Promise.all([serveDemo(), launchBrowser()]);
}, TIMEOUT_MS);
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

async function enteredAs(person: string): Promise<WatchedPage> {
  const watched = await openPage(browser, program.address);
  const entered = await watched.page.request.post(`${program.address}/api/demo/sign-in`, {
    data: { person },
    headers: { origin: program.address },
  });
  expect(entered.status()).toBe(204);
  return watched;
}

test("an administrator goes from a sale to its customer, their deals, a product and a territory", { timeout: TIMEOUT_MS }, async () => {
  const { page, offences } = await enteredAs("administrator");
  const main = page.getByRole("main");
  const credits = await page.request.get(`${program.address}/api/credits?state=published&rule=own&limit=1`);
  const { items } = (await credits.json()) as { items: { transaction: string }[] };
  await page.goto(`${program.address}/transactions?transaction=${items[0]?.transaction}`);
  await page.getByRole("grid").getByRole("link").first().click();
  await main.getByRole("region", { name: "Credits" }).getByRole("row").nth(1).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  const customer = main.getByRole("link").and(page.locator('[href^="/customers/"]')).first();
  const name = await customer.innerText();
  await customer.click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
  await main.getByRole("region", { name: "Transactions" }).getByRole("link", { name: /^SO-/ }).first().waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await main.locator('[href^="/territories/"]').first().click();
  await main.getByRole("region", { name: "Who covers what" }).getByRole("row").nth(1).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.goBack();
  await main.getByRole("region", { name: "Opportunities" }).getByRole("row").getByRole("link").first().click();
  await main.getByRole("region", { name: "Stages" }).getByRole("row").nth(1).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(offences).toEqual([]);
});

test("a rep finds an open deal by its name and sees what it would pay", { timeout: TIMEOUT_MS }, async () => {
  const { page, offences } = await enteredAs("rep");
  await page.goto(`${program.address}/opportunities?outcome=open&sort=closed`);
  const link = page.getByRole("grid").getByRole("link").first();
  const name = await link.innerText();
  await page.keyboard.press("Control+k");
  await page
    .getByRole("searchbox", { name: /^Find a person/ })
    .or(page.getByPlaceholder(/^Find a person/))
    .fill(name);
  await page
    .getByRole("button", { name: new RegExp(`^${name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}`) })
    .first()
    .click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
  await page
    .getByRole("region", { name: "Pay if won" })
    .getByText(/USD|Not known/)
    .first()
    .waitFor();
  expect(offences).toEqual([]);
});

test(
  "the API's documentation names every route, finds one and shows how to call it, without a sign-in",
  { timeout: TIMEOUT_MS },
  async () => {
    const { page, offences } = await openPage(browser, program.address, { viewport: { width: 390, height: 844 } });
    await page.goto(`${program.address}/api/docs`);
    await page.getByRole("heading", { level: 1, name: "API" }).waitFor();
    const { paths } = (await (await page.request.get(`${program.address}/api/openapi.json`)).json()) as { paths: Record<string, object> };
    const count = Object.values(paths).reduce((sum, item) => sum + Object.keys(item).length, 0);
    await page.getByText(`${count} routes`).waitFor();
    await page.getByRole("searchbox", { name: "Find a route" }).fill("get /api/customers/{customer}");
    await page.getByText("1 route", { exact: true }).waitFor();
    await page.getByText("One customer").click();
    await page.getByText(`curl '${program.address}/api/customers/{customer}'`).waitFor();
    await page.getByText("customers.read: Sales rep (own)").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBe(0);
    expect(offences).toEqual([]);
  },
);
