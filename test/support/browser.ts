import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, type BrowserContextOptions, chromium, type Page, type Response as PageResponse } from "playwright-core";
import { answerContract, isJudged, type Specification } from "./api-contract.ts";
import { CHROMIUM_FLAGS, findChromium } from "./chromium.ts";

/** A page that notes what must not happen: requests to other origins, violations of the content security policy, errors. */
export type WatchedPage = { readonly page: Page; readonly offences: string[] };

export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined)
    throw new Error("No Chromium: install one (Debian: apt-get install chromium), or name it in ATTAIN_CHROMIUM");
  return chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] });
}

export async function openPage(browser: Browser, origin: string, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(60_000); // two journeys and their servers share two cores
  const offences: string[] = [];
  const page = await context.newPage();
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== origin && !request.url().startsWith("data:")) offences.push(`request to ${request.url()}`);
  });
  page.on("pageerror", (error) => offences.push(`error: ${error.message}`));
  page.on("console", (message) => {
    // Chromium reports each answer of 4xx here too; those are the product's own words to the person.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) offences.push(`console: ${message.text()}`);
  });
  await judgeAnswers(page, origin, offences);
  await page.addInitScript(
    'document.addEventListener("securitypolicyviolation", (event) => console.error(`violates ${event.violatedDirective}: ${event.blockedURI}`))',
  );
  return { page, offences };
}

/** Every answer that the page gets from the API is as the specification declares it. */
async function judgeAnswers(page: Page, origin: string, offences: string[]): Promise<void> {
  const specification = await page.request.get(`${origin}/api/openapi.json`).catch(() => undefined);
  if (!specification?.ok()) return; // another server than ours
  const contract = answerContract((await specification.json()) as Specification);
  const judge = async (response: PageResponse): Promise<void> => {
    const headers = await response.allHeaders();
    const head = { status: response.status(), headers: { get: (name: string) => headers[name] ?? null } };
    if (!isJudged(head)) return;
    const problem = contract(response.request().method(), new URL(response.url()).pathname, head, await response.text());
    if (problem !== undefined) offences.push(`not as declared: ${problem}`);
  };
  // A page that is left takes the bodies of its answers with it.
  page.on("response", (response) => void judge(response).catch(() => {}));
}

/** In the page: until nothing fades or slides any more (endless ones, such as a spinner's, aside). */
const SETTLED = `(async () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const moving = () => document.getAnimations().filter((each) => each.effect?.getComputedTiming().endTime !== Infinity);
  for (let turn = 0; turn < 2; turn += 1) {
    await frame();
    await Promise.allSettled(moving().map((each) => each.finished));
    await frame();
  }
})()`;

/** What axe finds against WCAG 2.2 AA, one line a rule with the places. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  await page.evaluate(SETTLED); // half-faded text has no contrast, whatever its colour
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
}
