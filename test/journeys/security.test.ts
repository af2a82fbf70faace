import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessibilityProblems, launchBrowser, openPage, type WatchedPage } from "../support/browser.ts";
import { serveProgram, type ServedProgram } from "../support/program.ts";
import { codeOf } from "../support/sign-in.ts";

const PASSWORD = "correct horse battery";
const data = mkdtempSync(join(tmpdir(), "attain-security-"));
let program: ServedProgram;
let browser: Browser;
let admin: WatchedPage;
let fin: WatchedPage;

beforeAll(async () => {
  [program, browser] = await Promise.all([serveProgram({ ATTAIN_DATA: data }), launchBrowser()]);
  admin = await openPage(browser, program.address);
  fin = await openPage(browser, program.address);
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
  rmSync(data, { recursive: true, force: true });
});

const go = async ({ page }: WatchedPage, path: string) => {
  await page.goto(program.address + path);
  await page.locator("h1").waitFor();
};
const fill = ({ page }: WatchedPage, name: string, value: string) => page.locator(`input[name=${name}]`).fill(value);
const press = ({ page }: WatchedPage, name: string) => page.getByRole("button", { name, exact: true }).click();
/** Keeps a picture in the folder that ATTAIN_PICTURES names, for whoever wants to look. */
async function picture({ page }: WatchedPage, name: string): Promise<void> {
  const folder = process.env["ATTAIN_PICTURES"];
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
async function signIn(who: WatchedPage, email: string): Promise<void> {
  await go(who, "/sign-in");
  await fill(who, "email", email);
  await fill(who, "password", PASSWORD);
  await press(who, "Sign in");
}

test("an administrator invites, and the invited accepts with the link of the outbox", async () => {
  await admin.page.goto(program.setUpLink ?? "");
  await fill(admin, "company", "Demo");
  await fill(admin, "name", "Ann Admin");
  await fill(admin, "email", "ann@example.com");
  await fill(admin, "password", PASSWORD);
  await press(admin, "Create and sign in");
  await admin.page.getByRole("link", { name: "People and sign-ins" }).click();
  await press(admin, "Invite somebody");
  await fill(admin, "email", "fin@example.com");
  await press(admin, "Send invitation");
  await admin.page.getByText("Choose at least one role").waitFor();
  await admin.page.getByLabel("Finance").check();
  await picture(admin, "step-invite");
  expect(await accessibilityProblems(admin.page)).toEqual([]);
  await press(admin, "Send invitation");
  const link = await admin.page.getByRole("button", { name: "Copy link: fin@example.com" }).getAttribute("data-link");
  await fin.page.goto(link ?? "");
  await fill(fin, "name", "Fin Ance");
  await fill(fin, "password", PASSWORD);
  expect(await accessibilityProblems(fin.page)).toEqual([]);
  await press(fin, "Accept and sign in");
  await fin.page.getByRole("navigation").first().waitFor();
  await go(admin, "/sign-ins");
  await admin.page.getByText("Accepted").waitFor();
});

test("a second factor is set up, asked for, and replaced by a backup code", async () => {
  await go(fin, "/security");
  await press(fin, "Set up");
  const proof = fin.page.getByRole("region", { name: "Second factor" }).locator("input[name=password]");
  await proof.fill("not the password");
  await press(fin, "Go on");
  await fin.page.getByText("This is not your password").waitFor();
  await proof.fill(PASSWORD);
  await press(fin, "Go on");
  await fin.page.getByRole("img", { name: "QR code for the authenticator app" }).waitFor();
  const secret = (await fin.page.locator("form code").innerText()).replaceAll(" ", "");
  const uri = `otpauth://totp/x?secret=${secret}`;
  expect(await accessibilityProblems(fin.page)).toEqual([]);
  await picture(fin, "step-scan");
  await fill(fin, "code", codeOf(uri, Date.now()));
  await press(fin, "Turn on");
  await fin.page.getByRole("heading", { name: "Your backup codes" }).waitFor();
  const codes = await fin.page.locator("section[aria-label='Your backup codes'] li").allInnerTexts();
  expect(codes).toHaveLength(10);
  await picture(fin, "step-codes");
  await press(fin, "I have kept them");
  await fin.page.getByText("On. Signing in asks for a code.").waitFor();

  await fin.page.context().clearCookies();
  await signIn(fin, "fin@example.com");
  await fin.page.getByLabel("Code", { exact: true }).fill("000000");
  await press(fin, "Sign in");
  await fin.page.getByRole("alert").waitFor();
  expect(await accessibilityProblems(fin.page)).toEqual([]);
  await fin.page.getByLabel("Code", { exact: true }).fill(codeOf(uri, Date.now() + 30_000));
  await press(fin, "Sign in");
  await fin.page.getByRole("navigation").first().waitFor();

  await fin.page.context().clearCookies();
  await signIn(fin, "fin@example.com");
  await press(fin, "Use a backup code instead");
  await fill(fin, "backupCode", codes[0] ?? "");
  await press(fin, "Sign in");
  await fin.page.getByRole("navigation").first().waitFor();
});

test("an API key is made, shown once, works as Bearer, and is revoked", async () => {
  await go(fin, "/security");
  await press(fin, "New key");
  await fill(fin, "name", "Warehouse");
  await fin.page.getByLabel("statements.read").check();
  await press(fin, "Make key");
  const key = await fin.page.locator("section[aria-label='Your new key'] code").innerText();
  const ask = async () => (await fetch(`${program.address}/api/statements`, { headers: { authorization: `Bearer ${key}` } })).status;
  expect(await ask()).toBe(200);
  await picture(fin, "step-key");
  expect(await accessibilityProblems(fin.page)).toEqual([]);
  await press(fin, "I have kept it");
  await press(fin, "Revoke: Warehouse");
  await fin.page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await fin.page.getByRole("cell", { name: "Revoked" }).waitFor();
  expect(await ask()).toBe(401);
});

test("a forgotten password is set anew by the link of the mail", async () => {
  const visitor = await openPage(browser, program.address);
  await go(visitor, "/sign-in");
  await visitor.page.getByRole("link", { name: "Forgot your password?" }).click();
  await visitor.page.getByRole("button", { name: "Send link" }).waitFor(); // the page before has a field of the same name
  await fill(visitor, "email", "ann@example.com");
  expect(await accessibilityProblems(visitor.page)).toEqual([]);
  await press(visitor, "Send link");
  await visitor.page.getByText("the mail is on its way").waitFor();
  await go(admin, "/sign-ins");
  const link = await admin.page.getByRole("button", { name: "Copy link: ann@example.com" }).getAttribute("data-link");
  await visitor.page.goto(link ?? "");
  await fill(visitor, "password", PASSWORD);
  await press(visitor, "Save and sign in");
  await visitor.page.getByRole("navigation").first().waitFor();
  await admin.page.goto(`${program.address}/security`);
  await admin.page.getByRole("heading", { name: "Sign in" }).waitFor(); // its session has ended
  await signIn(admin, "ann@example.com");
  await admin.page.getByRole("navigation").first().waitFor();
  expect(visitor.offences).toEqual([]);
});

const PAGES = ["/security", "/sign-ins", "/sign-in-events", "/sign-in", "/forgotten", "/second-factor", "/invitation#none"];
test.each([
  [1440, "light"],
  [390, "dark"],
] as const)(
  "pages of signing in at %i pixels, %s: WCAG 2.2 AA, their own origin, their policy, their width",
  async (width, colorScheme) => {
    const storageState = await admin.page.context().storageState();
    const watched = await openPage(browser, program.address, { viewport: { width, height: 900 }, colorScheme, storageState });
    for (const path of PAGES) {
      await go(watched, path);
      await expect.poll(() => watched.page.locator('main [role="status"][aria-live]').count(), { timeout: 30_000 }).toBe(0);
      expect(await accessibilityProblems(watched.page), path).toEqual([]);
      expect(await watched.page.evaluate("document.documentElement.scrollWidth"), path).toBeLessThanOrEqual(width);
      await picture(watched, `${path.replaceAll(/\W/g, "")}-${width}-${colorScheme}`);
    }
    expect(watched.offences).toEqual([]);
  },
);

test("nothing of it left the origin, broke the policy or failed", () => {
  expect([...admin.offences, ...fin.offences]).toEqual([]);
});
