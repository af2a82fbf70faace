import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessibilityProblems, launchBrowser, openPage } from "../support/browser.ts";
import { attain, serveProgram, type ServedProgram } from "../support/program.ts";

/** From an empty database to a rep's statement of the demo company and back to an empty database. */
const TIMEOUT_MS = 180_000;
const data = mkdtempSync(join(tmpdir(), "attain-demo-journey-"));
let program: ServedProgram;
let browser: Browser;

beforeAll(async () => {
  [program, browser] = await Promise.all([serveProgram({ ATTAIN_DATA: data }), launchBrowser()]);
}, TIMEOUT_MS);
afterAll(async () => {
  await browser?.close();
  await program?.stop();
  rmSync(data, { recursive: true, force: true });
});

test(
  "an empty database offers the demo company; one click enters as a rep, whose statement is there; one removes it",
  { timeout: TIMEOUT_MS },
  async () => {
    const { page, offences } = await openPage(browser, program.address);
    page.setDefaultTimeout(60_000);
    await page.goto(program.setUpLink ?? "");
    await page.getByRole("heading", { name: "Look around first" }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("button", { name: "Look around with a demo company" }).click();
    await page.getByRole("heading", { name: "The demo company" }).waitFor({ timeout: TIMEOUT_MS });
    await page.getByRole("button", { name: /^Sales rep/ }).waitFor();
    expect(await page.getByRole("list").getByRole("button").count()).toBe(7);
    expect(await accessibilityProblems(page)).toEqual([]);

    await page.getByRole("button", { name: /^Sales rep/ }).click();
    await page.getByRole("complementary", { name: "The demo company" }).getByText("Demo", { exact: true }).waitFor();
    const { participant } = await page.request.get(`${program.address}/api/session`).then((response) => response.json());
    const periods = await page.request.get(`${program.address}/api/statements`).then((response) => response.json());
    const period = periods.items
      .map((item: { period: string }) => item.period)
      .toSorted()
      .at(-1);
    await page.goto(`${program.address}/statements/${participant}/${period}`);
    await page.getByText(/USD/).first().waitFor();
    expect(await page.locator("main").innerText()).toContain("99."); // just below the tier's edge
    await page.getByText("Demo", { exact: true }).waitFor();
    expect(await page.getByRole("button", { name: "Remove the demo company" }).count()).toBe(0);

    await page.getByRole("link", { name: "Be someone else" }).click();
    await page.getByRole("button", { name: /^Administrator/ }).click();
    await page.getByRole("button", { name: "Remove the demo company" }).click();
    await page.getByRole("button", { name: "Remove it" }).click();
    await page.getByText("There is no demo company here").waitFor();

    await page.goto(program.setUpLink ?? "");
    await page.getByRole("heading", { name: "Look around first" }).waitFor(); // empty as before, and the link still holds
    expect(offences).toEqual([]);
  },
);

test("attain demo prints the address and a link for each of seven people", { timeout: TIMEOUT_MS }, async () => {
  const { code, stdout, stderr } = await attain({}, "demo", "--exit-when-ready", "--json");
  expect(code, stderr).toBe(0);
  const { address, people } = JSON.parse(stdout);
  expect(people.map(({ role, link }: { role: string; link: string }) => link === `${address}/demo#${role}`)).toEqual(
    Array.from({ length: 7 }, () => true),
  );
});
