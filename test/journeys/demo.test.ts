import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
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
    await reachTheCent(page, participant);
    await checkTheReceipt(page, participant);
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

/** From the home in three clicks to what one deal pays; the terminal and the API show the same tree. */
async function reachTheCent(page: Page, participant: string): Promise<void> {
  const main = page.getByRole("main");
  await main
    .getByRole("link", { name: /^\d{4}-Q\d/ })
    .first()
    .click();
  await main.getByRole("button", { expanded: false }).first().click();
  await main.locator('a[href*="line="]').first().click();
  await page.waitForURL(/line=/);
  const { pathname, searchParams } = new URL(page.url());
  const period = pathname.split("/")[3] ?? "";
  const asked = `${program.address}/api/statements/${participant}/${period}/explanation?${searchParams.toString()}`;
  const { node } = await page.request.get(asked).then((response) => response.json());
  expect(node.kind).toBe("credit");
  await main.getByText(node.value, { exact: true }).first().waitFor();
  const told = await attain({ ATTAIN_DATA: data }, "explain", participant, period, node.id, "--json");
  expect(JSON.parse(told.stdout).node).toEqual(node);
  await main
    .getByRole("link", { name: new RegExp(`, ${period}$`) })
    .first()
    .click();
}

/** On a statement: its receipt works out again in the browser and in the terminal; one altered cent is found in both. */
async function checkTheReceipt(page: Page, participant: string): Promise<void> {
  const receipt = page.getByRole("region", { name: "Receipt" });
  await receipt.getByRole("button", { name: "Check here" }).click();
  await receipt.getByText("Matches to the cent").waitFor();
  await receipt.getByText("Signature is right").waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  const period = new URL(page.url()).pathname.split("/")[3] ?? "";
  const [file, keys] = [join(data, "receipt.json"), join(data, "keys.json")];
  expect((await attain({ ATTAIN_DATA: data }, "receipt", participant, period, "--out", file)).code).toBe(0);
  writeFileSync(keys, await page.request.get(`${program.address}/api/receipt-keys`).then((response) => response.text()));
  const verified = await attain({ ATTAIN_DATA: data }, "receipt", "verify", file, "--keys", keys);
  expect([verified.code, verified.stdout]).toEqual([0, expect.stringContaining("lines match to the cent")]);

  const signed = JSON.parse(readFileSync(file, "utf8"));
  signed.receipt.lines[0].amount = "0.01";
  writeFileSync(file, JSON.stringify(signed));
  await receipt.locator('input[type="file"]').setInputFiles(file);
  await receipt.getByText("The receipt was altered").waitFor();
  await receipt.getByText(/^Line 1 .* stands as 0\.01; worked out again it is/).waitFor();
  const refused = await attain({ ATTAIN_DATA: data }, "receipt", "verify", file, "--keys", keys);
  expect([refused.code, refused.stdout]).toEqual([1, expect.stringMatching(/ALTERED.*\nDOES NOT MATCH: line 1 /)]);
}

test("attain demo prints the address and a link for each of seven people", { timeout: TIMEOUT_MS }, async () => {
  const { code, stdout, stderr } = await attain({}, "demo", "--exit-when-ready", "--json");
  expect(code, stderr).toBe(0);
  const { address, people } = JSON.parse(stdout);
  expect(people.map(({ role, link }: { role: string; link: string }) => link === `${address}/demo#${role}`)).toEqual(
    Array.from({ length: 7 }, () => true),
  );
});
