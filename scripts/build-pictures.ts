import { writeFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { settled } from "../test/pages/watch.ts";
import { launchBrowser } from "../test/support/browser.ts";
import { serveProgram } from "../test/support/program.ts";

/** Remakes docs/pictures from the demo company of today, as WebP of at most 150 kB: `node scripts/build-pictures.ts`. */
type Picture = {
  readonly name: string;
  readonly person: string;
  readonly phone?: boolean;
  readonly dark?: boolean;
  readonly open?: (page: Page, address: string) => Promise<void>;
};

const at = (path: string) => async (page: Page, address: string) => {
  await page.goto(`${address}${path}`);
};

const PICTURES: readonly Picture[] = [
  { name: "home-rep", person: "rep" },
  { name: "home-manager", person: "manager", dark: true },
  { name: "home-compensation", person: "compensation-administrator" },
  { name: "why-this-number", person: "rep", open: openWhy },
  { name: "plan", person: "compensation-administrator", open: at("/plans/account-executive/2026") },
  { name: "phone", person: "rep", phone: true, dark: true },
];

const QUALITIES = [90, 80, 70, 55, 40];
const BYTES_MAX = 150_000;

const program = await serveProgram({}, "demo");
const browser = await launchBrowser();
try {
  for (const picture of PICTURES) {
    const bytes = await take(browser, program.address, picture);
    writeFileSync(new URL(`../docs/pictures/${picture.name}.webp`, import.meta.url), bytes);
    console.log(`${picture.name}.webp: ${bytes.length} bytes`);
  }
} finally {
  await browser.close();
  await program.stop();
}

async function take(from: Browser, address: string, { person, phone = false, dark = false, open }: Picture): Promise<Buffer> {
  const context = await from.newContext({
    viewport: phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    deviceScaleFactor: phone ? 2 : 1.25,
    colorScheme: dark ? "dark" : "light",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const entered = await page.request.post(`${address}/api/demo/sign-in`, { data: { person }, headers: { origin: address } });
  if (entered.status() !== 204) throw new Error(`${person} cannot be entered as: ${await entered.text()}`);
  await page.goto(address);
  await page.locator("nav").first().waitFor({ state: "attached" }); // not the page of a server that starts
  await settled(page);
  await open?.(page, address);
  await settled(page);
  await page.waitForTimeout(500); // charts draw after their page
  const devtools = await context.newCDPSession(page);
  for (const quality of QUALITIES) {
    const { data } = await devtools.send("Page.captureScreenshot", { format: "webp", quality });
    const bytes = Buffer.from(data, "base64");
    if (bytes.length > BYTES_MAX) continue;
    await context.close();
    return bytes;
  }
  throw new Error(`The picture of ${person} stays above ${BYTES_MAX} bytes`);
}

/** The rep's last published statement, opened at its first amount. */
async function openWhy(page: Page, address: string): Promise<void> {
  const { participant } = await page.request.get(`${address}/api/session`).then((response) => response.json());
  const { items } = await page.request.get(`${address}/api/statements`).then((response) => response.json());
  await page.goto(`${address}/statements/${participant}/${items[0].period}/why`);
}
