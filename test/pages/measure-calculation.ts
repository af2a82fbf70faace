import { peopleAtOnce } from "./people-at-once.ts";
import { rowOf, twentyPeople } from "./measure-lists.ts";
import type { Asked, Report } from "./report.ts";
import { cookieOf } from "./sign-in.ts";

/** The lists once more while a draft of the large company is calculated in its thread. */
export async function measureCalculation({ origin, companies, seed, report }: Asked): Promise<Report[]> {
  if (!companies.includes("large")) return [];
  const administrator = await cookieOf(origin, "large", "compensation-administrator-1");
  const headers = { cookie: administrator, origin, "content-type": "application/json", "idempotency-key": `pages-${Date.now()}` };
  const people = await twentyPeople(origin, "large");
  const began = performance.now();
  const started = await fetch(`${origin}/api/calculations`, {
    method: "POST",
    headers,
    body: JSON.stringify({ set: "default", period: "*", publish: false }),
  });
  if (started.status !== 202) throw new Error(`the calculation does not start: ${started.status} ${await started.text()}`);
  const { task } = (await started.json()) as { task: number };
  const rows: Report["rows"][number][] = [];
  let state = "queued";
  for (let turn = 0; state === "queued" || state === "running"; turn += 1) {
    const found = await peopleAtOnce(origin, people, { pauseMs: 1000, seconds: 10, seed: seed + turn });
    const requests = found.reduce((sum, each) => sum + each.requests, 0);
    const worst = found[0];
    ({ state } = (await (await fetch(`${origin}/api/tasks/${task}`, { headers: { cookie: administrator } })).json()) as { state: string });
    rows.push({
      "after s": (performance.now() - began) / 1000,
      state,
      requests,
      "p95 of the slowest path ms": worst?.p95Ms ?? 0,
      path: worst?.path ?? "",
      "paths over 300 ms": found.filter(({ p95Ms }) => p95Ms > 300).length,
      failed: found.reduce((sum, { failed }) => sum + failed, 0),
    });
    report(`calculating: ${state}`);
  }
  const after = await peopleAtOnce(origin, people, { pauseMs: 1000, seconds: 10, seed });
  return [
    { title: "Twenty people while the large company is calculated, by ten seconds", rows },
    { title: "… and after it", rows: after.slice(0, 10).map(rowOf) },
  ];
}
