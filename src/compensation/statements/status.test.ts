import { expect, test } from "vitest";
import { statusOf } from "./status.ts";

test.each([
  ["a draft", { to: "2026-04-01", publishedAt: null }, "estimate"],
  ["published on the period's last day", { to: "2026-04-01", publishedAt: "2026-03-31T23:59:59.000Z" }, "pending"],
  ["published on the day after", { to: "2026-04-01", publishedAt: "2026-04-01T00:00:00.000Z" }, "final"],
  ["of a period without end", { to: null, publishedAt: "2026-04-01T00:00:00.000Z" }, "pending"],
] as const)("%s is %s", (_label, statement, expected) => {
  expect(statusOf(statement)).toBe(expected);
});
