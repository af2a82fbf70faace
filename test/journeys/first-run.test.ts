import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessibilityProblems, launchBrowser, openPage } from "../support/browser.ts";
import { serveProgram, type ServedProgram } from "../support/program.ts";

const data = mkdtempSync(join(tmpdir(), "attain-first-run-"));
let program: ServedProgram;
let browser: Browser;

beforeAll(async () => {
  [program, browser] = await Promise.all([serveProgram({ ATTAIN_DATA: data }), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
  rmSync(data, { recursive: true, force: true });
});

test("first run: the printed link makes the administrator and the company, once; then one signs in", async () => {
  const { page, offences } = await openPage(browser, program.address);
  const link = program.setUpLink ?? "";
  expect(link).toContain(program.address);

  await page.goto(program.address);
  await page.getByText("This Attain has no administrator yet").waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);

  await page.goto(link);
  await page.getByLabel("Company name").fill("Adventure Works");
  await page.getByLabel("Your name").fill("Ann Admin");
  await page.getByLabel("E-mail address").fill("ann@example.com");
  await page.locator("input[name=password]").fill("correct horse battery");
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole("button", { name: "Create and sign in" }).click();
  await page.getByText("Ann Admin").waitFor();
  await page.goto(`${program.address}/statements`);
  await page.getByText("No statements yet").waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);

  await page.getByRole("button", { name: /Ann Admin/ }).click();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await page.goto(`${program.address}/calculations`);
  await page.getByLabel("E-mail address").fill("ann@example.com");
  await page.locator("input[name=password]").fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("alert").getByText("do not match").waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.locator("input[name=password]").fill("correct horse battery");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Calculations" }).waitFor(); // where one wanted to go before

  await page.goto(link);
  await page.getByText("This link was used or has expired").waitFor();
  expect(offences).toEqual([]);
});

/** Compressed bytes of JavaScript that the first page of this browser takes until nothing more is asked for. */
async function scriptBytes(options: BrowserContextOptions): Promise<{ readonly bytes: number; readonly page: Page }> {
  const { page } = await openPage(browser, program.address, options);
  let bytes = 0;
  page.on("response", (response) => {
    if (response.request().resourceType() === "script")
      void response
        .request()
        .sizes()
        .then((sizes) => (bytes += sizes.responseBodySize));
  });
  await page.goto(program.address, { waitUntil: "networkidle" });
  return { bytes, page };
}

test("the first page takes at most 250 kB of compressed JavaScript, before the sign-in and behind it", async () => {
  const before = await scriptBytes({});
  expect(before.bytes).toBeGreaterThan(50_000);
  expect(before.bytes).toBeLessThanOrEqual(250_000);
  await before.page.getByLabel("E-mail address").fill("ann@example.com");
  await before.page.locator("input[name=password]").fill("correct horse battery");
  await before.page.getByRole("button", { name: "Sign in" }).click();
  await before.page.getByText("Ann Admin").waitFor();
  const behind = await scriptBytes({ storageState: await before.page.context().storageState() });
  expect(behind.bytes).toBeGreaterThan(before.bytes);
  expect(behind.bytes).toBeLessThanOrEqual(250_000);
  console.log(`first page: ${before.bytes} bytes before the sign-in, ${behind.bytes} behind it`);
});
