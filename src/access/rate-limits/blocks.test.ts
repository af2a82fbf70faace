import fc from "fast-check";
import { expect, test } from "vitest";
import { blockTaker } from "./blocks.ts";
import { rateLimitHeaders, type Taken } from "./rate-limit.ts";

/** A shared count as the database keeps it, for one key. */
function sharedCount(quota: number, windowMs: number) {
  let count = 0;
  let endsAtMs = 0;
  const writes = { count: 0 };
  const reserve =
    (units: number) =>
    async (_key: string, nowMs: number): Promise<Taken> => {
      writes.count += 1;
      if (endsAtMs <= nowMs) [count, endsAtMs] = [0, nowMs + windowMs];
      count = Math.min(count, quota) + units;
      return { granted: Math.max(0, Math.min(units, quota - (count - units))), remaining: Math.max(0, quota - count), endsAtMs };
    };
  return { reserve, writes };
}

test("a block of sixty is one write for sixty requests, and a spent key writes once more only", async () => {
  const { reserve, writes } = sharedCount(1200, 60_000);
  const take = blockTaker(reserve(60));
  for (let request = 0; request < 1200; request += 1) expect((await take("a", 1000 + request)).granted).toBe(1);
  expect(writes.count).toBe(20);
  for (let request = 0; request < 500; request += 1) expect((await take("a", 3000)).granted).toBe(0);
  expect(writes.count).toBe(21);
  expect((await take("a", 61_000)).granted).toBe(1);
});

test("requests at the same moment share one reservation", async () => {
  const { reserve, writes } = sharedCount(100, 60_000);
  const take = blockTaker(reserve(10));
  const taken = await Promise.all(Array.from({ length: 25 }, () => take("a", 0)));
  expect(taken.filter(({ granted }) => granted === 1)).toHaveLength(25);
  expect(writes.count).toBe(3);
});

test("several processes together never give more than the limit, and all of it when they are asked long enough", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 20 }),
      fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 200 }),
      async (quota, block, askers) => {
        const { reserve } = sharedCount(quota, 60_000);
        const takers = [0, 1, 2].map(() => blockTaker(reserve(block)));
        let given = 0;
        for (const asker of askers) given += (await takers[asker]?.("a", 0))?.granted ?? 0;
        expect(given).toBeLessThanOrEqual(Math.min(quota, askers.length));
        for (const take of takers) for (let more = 0; more <= quota; more += 1) given += (await take("a", 0)).granted;
        expect(given).toBe(quota);
      },
    ),
    { numRuns: 100 },
  );
});

test("what is left is said truly, and falls by one with each request of one process", async () => {
  const take = blockTaker(sharedCount(7, 60_000).reserve(3));
  const left: number[] = [];
  for (let request = 0; request < 7; request += 1) left.push((await take("a", 0)).remaining);
  expect(left).toEqual([6, 5, 4, 3, 2, 1, 0]);
});

test("the headers are those of the draft", () => {
  const limit = { name: "requests", quota: 1200, windowMs: 60_000 };
  expect(rateLimitHeaders(limit, { granted: 1, remaining: 1199, endsAtMs: 61_000 }, 1500)).toEqual([
    ["ratelimit-policy", '"requests";q=1200;w=60'],
    ["ratelimit", '"requests";r=1199;t=60'],
  ]);
});
