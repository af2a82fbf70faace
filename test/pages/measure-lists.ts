import type { CompanyName, Home } from "./companies.ts";
import { HOMES, PEOPLE_OF_A_HOME } from "./companies.ts";
import { type Clicking, peopleAtOnce, type PathTimes } from "./people-at-once.ts";
import type { Asked, Report } from "./report.ts";
import { cookieOf } from "./sign-in.ts";

const PAGE = "limit=200";

/** What every home asks: its lists as its pages ask for them, sorted, filtered and searched. */
const EVERYBODY = [
  "/api/home",
  "/api/session",
  `/api/statements?${PAGE}`,
  `/api/statements?${PAGE}&sort=-amount`,
  `/api/opportunities?${PAGE}&outcome=open&sort=closed`,
  `/api/opportunities?${PAGE}&search=tide`,
  `/api/transactions?${PAGE}`,
  `/api/transactions?${PAGE}&sort=-amount`,
  `/api/customers?${PAGE}`,
  `/api/customers?${PAGE}&search=steel`,
  `/api/people?${PAGE}`,
  `/api/quotas?${PAGE}`,
  `/api/attainment?${PAGE}`,
  `/api/products?${PAGE}`,
  `/api/territories?${PAGE}`,
  "/api/search?q=tide",
  "/api/search?q=son", // which nothing holds: everything is looked through
];
const OF_A_HOME: Readonly<Record<Home, readonly string[]>> = {
  rep: [],
  manager: [],
  "compensation-administrator": ["/api/calculations", `/api/history?${PAGE}`, `/api/adjustments?${PAGE}`],
  administrator: ["/api/calculations", `/api/history?${PAGE}`, "/api/imports", "/api/sign-ins", `/api/sign-in-events?${PAGE}`],
};

/** Twenty people at once, five of each home, who look at a page for a second before they ask for the next. */
export async function measureLists({ origin, companies, seconds, seed, report }: Asked): Promise<Report[]> {
  const tables: Report[] = [];
  for (const company of (["demo", "large"] as const).filter((name) => companies.includes(name))) {
    const people = await twentyPeople(origin, company);
    await peopleAtOnce(origin, people, { pauseMs: 200, seconds: Math.min(seconds, 10), seed }); // the first of everything is not counted
    const found = await peopleAtOnce(origin, people, { pauseMs: 1000, seconds, seed });
    report(`${company}: lists measured`);
    tables.push({ title: `Twenty people at once, a second between their pages: ${company}`, rows: found.map(rowOf) });
  }
  return tables;
}

/** Twenty sessions, five of each home; where the company has fewer people, several have the same. */
export async function twentyPeople(origin: string, company: CompanyName): Promise<Clicking[]> {
  const people: Clicking[] = [];
  for (const home of HOMES) {
    for (let index = 1; index <= PEOPLE_OF_A_HOME; index += 1) {
      const cookie = await cookieOf(origin, company, `${home}-${company === "large" ? index : 1}`);
      people.push({ cookie, who: home, paths: [...EVERYBODY, ...OF_A_HOME[home]] });
    }
  }
  return people;
}

export function rowOf({ path, requests, medianMs, p95Ms, maxMs, failed }: PathTimes): Report["rows"][number] {
  return { path, requests, "median ms": medianMs, "p95 ms": p95Ms, "most ms": maxMs, failed };
}
