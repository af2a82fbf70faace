import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessibilityProblems, launchBrowser, openPage } from "../support/browser.ts";
import { serveDemo } from "../support/demo.ts";
import type { ServedProgram } from "../support/program.ts";

/** A rep asks about a line of the demo company, the compensation administrator answers with an adjustment, the rep reads it. */
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

async function enter(role: string): Promise<{ readonly page: Page; readonly offences: string[] }> {
  const watched = await openPage(browser, program.address);
  watched.page.setDefaultTimeout(60_000);
  await watched.page.goto(`${program.address}/demo`);
  await watched.page.getByRole("button", { name: new RegExp(`^${role}`) }).click();
  await watched.page.waitForURL((url) => url.pathname === "/");
  return watched;
}

test("a question about a line is answered with an adjustment that stands on the next statement", { timeout: TIMEOUT_MS }, async () => {
  const rep = await enter("Sales rep");
  const { items } = await (await rep.page.request.get(`${program.address}/api/statements`)).json();
  const { participant, period } = items[0];
  const address = `${program.address}/statements/${participant}/${period}`;
  await rep.page.goto(address);
  await rep.page
    .getByRole("button", { name: /^Lines of/ })
    .first()
    .click();
  await rep.page
    .getByRole("button", { name: /^Ask about / })
    .first()
    .click();
  await rep.page.getByRole("textbox", { name: "Question" }).fill("Was the fair left out?");
  await rep.page.getByRole("button", { name: "Ask", exact: true }).click();
  await rep.page.getByRole("link", { name: "Was the fair left out?" }).waitFor();
  expect(await accessibilityProblems(rep.page)).toEqual([]);

  const administrator = await enter("Compensation administrator");
  await administrator.page.goto(`${program.address}/disputes`);
  await administrator.page.getByRole("link", { name: "Was the fair left out?" }).click();
  await administrator.page.getByRole("textbox", { name: "Write" }).fill("It was. You get it with the next statement.");
  await administrator.page.getByLabel("With an adjustment of the pay").check();
  await administrator.page.getByRole("textbox", { name: /^Amount/ }).fill("12.34");
  await administrator.page.getByRole("textbox", { name: "Reason" }).fill("The fair");
  await administrator.page.getByRole("button", { name: "Answer", exact: true }).click();
  await administrator.page.getByText("The next calculation puts it on the statement").waitFor();
  expect(await accessibilityProblems(administrator.page)).toEqual([]);

  await rep.page.goto(program.address);
  await rep.page.getByRole("link", { name: "Was the fair left out?" }).click();
  await rep.page.getByText("It was. You get it with the next statement.").waitFor();
  expect(await rep.page.getByText("On the statement", { exact: true }).count()).toBe(0);
  await publishAgain(administrator.page, period);
  // The open page follows what others publish.
  await rep.page.getByText("On the statement", { exact: true }).waitFor();
  await rep.page.getByRole("textbox", { name: "Write" }).fill("Thank you");
  await rep.page.getByRole("button", { name: "Resolve" }).click();
  await rep.page.getByText("Resolved", { exact: true }).first().waitFor();
  await rep.page.goto(`${address}/print`);
  await rep.page.getByRole("cell", { name: "The fair" }).waitFor();
  expect(await rep.page.getByText("Changed since the version before").count()).toBe(1);
  expect([...rep.offences, ...administrator.offences]).toEqual([]);
});

/** Calculates the period and publishes it, as the page's buttons do. */
async function publishAgain(page: Page, period: string): Promise<void> {
  const call = async (path: string, body: object) =>
    (await page.request.post(`${program.address}${path}`, { data: body, headers: { origin: program.address } })).json();
  const { task } = await call("/api/calculations", { set: "default", period });
  for (;;) {
    const { state, result } = await (await page.request.get(`${program.address}/api/tasks/${task}`)).json();
    if (state === "done") return void (await call(`/api/calculations/${result.calculation}/publish`, { acceptFindings: true }));
    if (state === "failed") throw new Error("The calculation failed");
    await page.waitForTimeout(200);
  }
}
