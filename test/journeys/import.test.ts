import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accessibilityProblems, launchBrowser, openPage, type WatchedPage } from "../support/browser.ts";
import { dataset } from "../support/datasets.ts";
import { attain, serveProgram, type ServedProgram } from "../support/program.ts";
import { PASSWORD } from "../support/server.ts";

const source = dataset("adventureworks");
const data = mkdtempSync(join(tmpdir(), "attain-import-journey-"));
const EXAMPLE = "examples/adventureworks";
const PICTURES = process.env["ATTAIN_PICTURES"];

describe.skipIf(source === undefined)("an administrator of an empty company", () => {
  let program: ServedProgram;
  let browser: Browser;
  let admin: WatchedPage;

  beforeAll(async () => {
    [program, browser] = await Promise.all([serveProgram({ ATTAIN_DATA: data }), launchBrowser()]);
    admin = await openPage(browser, program.address);
    const { page } = admin;
    await page.goto(program.setUpLink ?? "");
    await page.getByLabel("Company name").fill("Adventure Works Cycles");
    await page.getByLabel("Your name").fill("Ann Admin");
    await page.getByLabel("E-mail address").fill("ann@example.com");
    await page.locator("input[name=password]").fill(PASSWORD);
    await page.getByRole("button", { name: "Create and sign in" }).click();
    await page.getByRole("link", { name: "Imports" }).click();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
    rmSync(data, { recursive: true, force: true });
  });

  async function picture(name: string): Promise<void> {
    if (PICTURES !== undefined) await admin.page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
  }

  test("drops AdventureWorks' files with the example mapping, checks, imports, and opens the statement of rep 275", async () => {
    const { page, offences } = admin;
    await page.getByRole("link", { name: "Import files" }).click();
    await page.getByRole("heading", { name: "Import files" }).waitFor();
    await picture("import-empty");
    const mapping = readFileSync(join(EXAMPLE, "mapping.json"), "utf8");
    const names = [...new Set(Array.from(mapping.matchAll(/"file": "(csv\/[^"]+)"/g), ([, name = ""]) => name))];
    const plans = readdirSync(join(EXAMPLE, "plans")).map((name) => join(EXAMPLE, "plans", name));
    await page
      .locator("input[type=file]")
      .setInputFiles([join(EXAMPLE, "mapping.json"), ...plans, ...names.map((name) => join(source ?? "", name))]);
    await page.getByText("transactions from csv/SalesOrderHeader.csv.gz").first().waitFor({ timeout: 120_000 });
    expect(await accessibilityProblems(page)).toEqual([]);
    await picture("import-mapped");

    await page.getByRole("button", { name: "Check what would change" }).click();
    await page.getByText("Checked: nothing has been written yet.").waitFor({ timeout: 180_000 });
    const counts = page.getByRole("region", { name: "What changes" }).first();
    expect(await counts.getByRole("row", { name: /^transactions/ }).innerText()).toMatch(/transactions\s+31,465\s+0\s+0\s+0\s+0/);
    expect(await accessibilityProblems(page)).toEqual([]);
    await picture("import-checked");

    await page.getByRole("button", { name: "Import", exact: true }).click();
    await page.getByText(/Imported · /).waitFor({ timeout: 180_000 });
    await picture("import-done");
    expect(offences).toEqual([]);

    const calculated = await attain({ ATTAIN_DATA: data }, "calculate", "--publish");
    expect(calculated.code, calculated.stderr).toBe(0);
    await page.goto(`${program.address}/statements/275/W07`);
    await page.getByRole("region", { name: /^What is paid/ }).waitFor();
    const expected: { reference_plan_R1: { rows_windows_1_to_8: { rep_id: number; window_no: number; payout: string }[] } } = JSON.parse(
      readFileSync(join(source ?? "", "expected.json"), "utf8"),
    );
    const row = expected.reference_plan_R1.rows_windows_1_to_8.find(({ rep_id, window_no }) => rep_id === 275 && window_no === 7);
    expect((await page.locator("main").innerText()).replaceAll(",", "")).toContain(row?.payout);
  }, 600_000);

  test.each([
    [390, "light"],
    [1440, "dark"],
  ] as const)(
    "the pages of imports hold at %i pixels, %s",
    async (width, scheme) => {
      const { page } = admin;
      await page.setViewportSize({ width, height: 844 });
      await page.emulateMedia({ colorScheme: scheme });
      for (const path of ["/imports", "/imports/new", "/imports/2"]) {
        await page.goto(program.address + path);
        await page.locator("main h1").waitFor();
        expect(await page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path).toBe(true);
        expect(await accessibilityProblems(page), path).toEqual([]);
        await picture(`import-${width}-${scheme}${path.replaceAll("/", "-")}`);
      }
    },
    120_000,
  );
});
