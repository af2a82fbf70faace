import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { launchBrowser } from "../support/browser.ts";
import { COMPANIES, HOMES } from "./companies.ts";
import { type Asked, percentile, type Report } from "./report.ts";
import { cookieOf } from "./sign-in.ts";
import { type Interaction, LOOKS, visitHome } from "./visit.ts";

type Row = Report["rows"][number];

/** Every page of the four homes in every look and company: what axe finds, what moves, what scrolls sideways, and how long one waits. */
export async function measureHomes({ origin, companies, looks, pictures, report }: Asked): Promise<Report[]> {
  const browser = await launchBrowser();
  const rows: Row[] = [];
  const faults: Row[] = [];
  const interactions: (Interaction & { readonly company: string })[] = [];
  try {
    for (const company of COMPANIES.filter((name) => companies.includes(name))) {
      for (const home of HOMES) {
        const cookie = await cookieOf(origin, company, `${home}-1`);
        for (const look of LOOKS) {
          const name = `${look.width}-${look.scheme}`;
          if (!looks.includes(name)) continue;
          const folder = pictures === undefined ? undefined : join(pictures, company, home);
          if (folder) mkdirSync(folder, { recursive: true });
          const visit = await visitHome(
            {
              browser,
              origin,
              look,
              cookie,
              ...(folder && {
                seen: async (page, address) => {
                  const file = `${address.replaceAll("/", "_")}-${look.width}-${look.scheme}.png`;
                  await page.screenshot({ path: join(folder, file), fullPage: look.width === 390 });
                },
              }),
            },
            { interact: look.scheme === "light" && company !== "empty" },
          );
          interactions.push(...visit.interactions.map((each) => ({ ...each, company })));
          const violations = visit.pages.reduce((sum, { accessibility }) => sum + accessibility.length, 0);
          rows.push({
            company,
            home,
            look: name,
            pages: visit.pages.length,
            axe: violations,
            "worst shift": Math.max(...visit.pages.map(({ shift }) => shift)),
            "scroll px": Math.max(...visit.pages.map(({ overflowPx }) => overflowPx)),
            errors: visit.offences.length,
            "shown ms": percentile(
              visit.pages.map(({ shownMs }) => shownMs),
              0.5,
            ),
            "slowest ms": Math.max(...visit.pages.map(({ shownMs }) => shownMs)),
          });
          for (const { address, accessibility, shift, moved, overflowPx } of visit.pages) {
            const where = { company, home, look: name, address };
            for (const problem of accessibility) faults.push({ ...where, fault: problem });
            if (shift > 0.02) faults.push({ ...where, fault: `shift ${shift.toFixed(3)}: ${moved}` });
            if (overflowPx > 0) faults.push({ ...where, fault: `${overflowPx} px wider than the window` });
          }
          for (const offence of visit.offences) faults.push({ company, home, look: name, address: "", fault: offence });
          report(`${company}, ${home}, ${name}: ${visit.pages.length} pages, ${violations} violations`);
        }
      }
    }
  } finally {
    await browser.close();
  }
  return [{ title: "Homes and the pages of their navigation", rows }, { title: "Faults", rows: faults }, interactionTable(interactions)];
}

function interactionTable(interactions: readonly (Interaction & { readonly company: string })[]): Report {
  const groups = Map.groupBy(interactions, ({ company, name }) => `${company}: ${name}`);
  return {
    title: "Interactions",
    rows: [...groups].map(([interaction, found]) => {
      const paints = found.map(({ nextPaintMs }) => nextPaintMs);
      const shown = found.map(({ shownMs }) => shownMs);
      return {
        interaction,
        times: found.length,
        "next paint p95 ms": percentile(paints, 0.95),
        "worst ms": Math.max(...paints),
        "shown p50 ms": percentile(shown, 0.5),
        "shown p95 ms": percentile(shown, 0.95),
      };
    }),
  };
}
