import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TraceNode } from "../../src/compensation/explain/trace.ts";
import { formatScaled, parseDecimal, rescale } from "../../src/money/decimal.ts";
import { accessibilityProblems, launchBrowser, openPage, type WatchedPage } from "../support/browser.ts";
import { dataset } from "../support/datasets.ts";
import { attain, serveProgram, type ServedProgram } from "../support/program.ts";
import { PASSWORD } from "../support/server.ts";

const source = dataset("adventureworks");
const data = mkdtempSync(join(tmpdir(), "attain-adventureworks-"));
const environment = { ATTAIN_DATA: data };
const REP = "275";

/** A decimal as the pages show it ("−1,234.50 USD") in units of its sixth decimal. */
function figure(shown: string): bigint {
  const plain = parseDecimal(shown.replaceAll(/[^\d.−-]/g, "").replace("−", "-"));
  if (!plain) throw new Error(`${shown} is no figure`);
  return rescale(plain, 6);
}
const total = (figures: readonly string[]): string =>
  formatScaled(
    figures.reduce((sum, shown) => sum + figure(shown), 0n),
    6,
  );

describe.skipIf(source === undefined)("AdventureWorks in the browser", () => {
  let program: ServedProgram;
  let browser: Browser;
  let admin: WatchedPage;
  let rep: WatchedPage;

  beforeAll(async () => {
    for (const command of [
      ["import", source ?? "", "--mapping", "examples/adventureworks/mapping.json"],
      ["calculate", "--publish"],
    ]) {
      const { code, stderr, stdout } = await attain(environment, ...command);
      if (code !== 0) throw new Error(`attain ${command[0]}: ${stderr}${stdout}`);
    }
    [program, browser] = await Promise.all([serveProgram(environment), launchBrowser()]);
    admin = await openPage(browser, program.address);
    rep = await openPage(browser, program.address);
    await setUp();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
    rmSync(data, { recursive: true, force: true });
  });

  /** First run on the imported company, and a sign-in for the rep, all by clicking. */
  async function setUp(): Promise<void> {
    const { page } = admin;
    await page.goto(program.setUpLink ?? "");
    await page.getByLabel("Company").selectOption({ label: "Adventure Works Cycles" });
    await page.getByLabel("Your name").fill("Ann Admin");
    await page.getByLabel("E-mail address").fill("ann@example.com");
    await page.locator("input[name=password]").fill(PASSWORD);
    await page.getByRole("button", { name: "Create and sign in" }).click();
    await page.getByRole("link", { name: "People and sign-ins" }).click();
    await page.getByRole("button", { name: "Invite Michael G Blythe" }).click();
    await page.locator("input[name=email]").fill("michael@example.com");
    await page.getByRole("button", { name: "Send invitation" }).click();
    const link = await page.getByRole("button", { name: "Copy link: michael@example.com" }).getAttribute("data-link");
    await rep.page.goto(link ?? "");
    await rep.page.locator("input[name=password]").fill(PASSWORD);
    await rep.page.getByRole("button", { name: "Accept and sign in" }).click();
    await rep.page.getByRole("heading", { name: "Home" }).waitFor();
  }

  async function open(page: Page, path: string): Promise<void> {
    await page.goto(program.address + path);
    await page.locator("main h1").waitFor();
  }

  async function json<T>(page: Page, path: string): Promise<T> {
    const response = await page.request.get(program.address + path);
    expect(response.status(), path).toBe(200);
    return (await response.json()) as T;
  }

  test("a rep's statements show the published attainment and pay of every window, to the cent", async () => {
    const expected: {
      reference_plan_R1: { rows_windows_1_to_8: { rep_id: number; window_no: number; attainment_pct: string; payout: string }[] };
    } = JSON.parse(readFileSync(join(source ?? "", "expected.json"), "utf8"));
    const rows = expected.reference_plan_R1.rows_windows_1_to_8.filter(({ rep_id }) => rep_id === Number(REP));
    expect(rows.length).toBe(8);
    for (const { window_no, attainment_pct, payout } of rows) {
      await open(rep.page, `/statements/${REP}/W0${window_no}`);
      const shown = await rep.page.locator("main").innerText();
      expect(shown.replaceAll(",", ""), `W0${window_no}`).toContain(payout);
      expect(shown, `W0${window_no}`).toContain(`${attainment_pct} %`);
    }
  });

  test("from the statement to one order's cent in three clicks, and the figures on the way add up", async () => {
    const { page } = rep;
    await open(page, `/statements/${REP}/W07`);
    const paid = await page
      .locator("header")
      .getByText(/^[\d,.]+ USD$/)
      .innerText();
    const slip = page.getByRole("region", { name: /^What is paid/ });
    const components = await slip.getByRole("link", { name: /, why: / }).allInnerTexts();
    expect(total(components)).toBe(total([paid]));

    await slip.getByRole("button", { name: "Lines of Commission up to quota" }).click(); // 1
    await slip.getByRole("link", { name: "SO48735" }).waitFor();
    const { items } = await json<{ items: { amount: string }[] }>(page, `/api/statements/${REP}/W07/lines?component=base&limit=1000`);
    expect(total(items.map(({ amount }) => amount))).toBe(total([components[0] ?? ""]));
    const line = await slip.getByRole("row").filter({ hasText: "SO48735" }).getByRole("cell").allInnerTexts();

    await slip.getByRole("link", { name: "SO48735" }).click(); // 2
    await page.getByRole("heading", { name: /SO48735/ }).waitFor();
    const why = await page.locator("main").innerText();
    expect(why).toContain(`${line.at(-1)} USD`);
    expect(why).toContain("× 1.2 % = 961.17594");

    await page.getByRole("link", { name: "Order SO48735", exact: true }).last().click(); // 3
    await page.getByRole("heading", { name: "Transaction SO48735" }).waitFor();
    const order = await page.locator("main").innerText();
    expect(order).toContain(line[3]); // what was credited is what was sold
    expect(order).toContain(line.at(-1)); // and what it earned is what the statement pays
    expect(rep.offences).toEqual([]);
  });

  test("`attain explain` prints the same tree while the server runs", async () => {
    for (const path of [`/api/statements/${REP}/W07/explanation`, "/api/statements/282/W04/explanation"]) {
      const [, , , participant = "", period = ""] = path.split("/");
      const { code, stdout, stderr } = await attain(environment, "explain", participant, period, "--json");
      expect(code, stderr).toBe(0);
      expect(JSON.parse(stdout)).toEqual(await json(admin.page, path));
    }
  });

  test("in every statement each sum is the sum of its parts, and every leaf names a record", async () => {
    const { items } = await json<{ items: { participant: string; period: string }[] }>(admin.page, "/api/statements?limit=1000");
    expect(items.length).toBe(163);
    let sums = 0;
    const walk = (node: TraceNode): void => {
      if (node.operation === "sum" && node.children.length > 0) {
        sums += 1;
        expect(total(node.children.map(({ value }) => value)), node.id).toBe(total([node.value]));
      }
      if (node.kind === "credit")
        expect(
          node.references.some(({ type }) => type === "transaction"),
          node.id,
        ).toBe(true);
      if (node.kind === "component")
        expect(
          node.references.some(({ type }) => type === "plan"),
          node.id,
        ).toBe(true);
      node.children.forEach(walk);
    };
    for (const { participant, period } of items)
      walk((await json<{ node: TraceNode }>(admin.page, `/api/statements/${participant}/${period}/explanation`)).node);
    expect(sums).toBeGreaterThan(300);
  });

  test("the rep sees nobody else", async () => {
    await rep.page.goto(`${program.address}/statements/276/W07`);
    await rep.page.getByText("There is nothing here").waitFor();
    expect((await rep.page.request.get(`${program.address}/api/statements?participant=276`)).status()).toBe(404);
    const { items } = await json<{ items: { participant: string }[] }>(rep.page, "/api/statements?limit=1000");
    expect(new Set(items.map(({ participant }) => participant))).toEqual(new Set([REP]));
  });

  test("the keyboard alone leads from the list to the reason of an amount", async () => {
    const { page } = rep;
    await open(page, "/statements");
    await page.getByRole("link", { name: "W12" }).waitFor();
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").innerText()).toBe("Skip to content");
    await page.keyboard.press("Enter");
    for (let presses = 0; presses < 6 && (await page.locator(":focus").innerText()) !== "W12"; presses += 1)
      await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Michael G Blythe" }).waitFor();
    const slip = page.getByRole("region", { name: /^What is paid/ });
    await slip
      .getByRole("button", { name: /^Lines of/ })
      .first()
      .focus();
    await page.keyboard.press("Enter");
    await slip.getByRole("row").nth(1).waitFor();
    await slip
      .getByRole("link", { name: /, why: / })
      .first()
      .focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: /^Commission up to quota/ }).waitFor();
    await page.getByRole("button", { name: "View as table" }).press("Enter");
    await page.getByRole("columnheader", { name: "Earned" }).waitFor();
  });

  const PAGES = [
    "/statements",
    `/statements/${REP}/W07`,
    `/statements/${REP}/W07/why?component=base`,
    `/statements/${REP}/W07/why?component=base&line=1`,
    "/transactions/adventureworks/SO48735/1",
    "/statements?period=all",
    `/statements/${REP}/W07/why?measure=revenue`,
    `/people/${REP}`,
    "/plans/r1/1",
    "/calculations",
    "/sign-ins",
    "/sign-in-events",
    "/nowhere",
  ];
  describe.each([
    [1440, "light"],
    [390, "dark"],
  ] as const)("at %i pixels, %s", (width, colorScheme) => {
    test("every page keeps to WCAG 2.2 AA, its own origin, its policy and its width", async () => {
      const { page, offences } = await openPage(browser, program.address, {
        viewport: { width, height: 844 },
        colorScheme,
        storageState: await admin.page.context().storageState(),
      });
      for (const path of PAGES) {
        await page.goto(program.address + path);
        await page.locator("main").getByText(/\S/).first().waitFor();
        await expect.poll(() => page.locator('main [role="status"]').count(), { timeout: 30_000 }).toBe(0); // a page may load in several regions
        const toggle = page.getByRole("button", { name: /^Lines of/ }).first();
        if (path.endsWith("W07")) await toggle.click();
        expect(await accessibilityProblems(page), path).toEqual([]);
        expect(await page.evaluate("document.documentElement.scrollWidth"), path).toBeLessThanOrEqual(width);
      }
      expect(offences).toEqual([]);
      await page.context().close();
    });
  });
});
