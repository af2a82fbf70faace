import { expect, test } from "vitest";
import { type Attempts, takeAttempt } from "./attempts.ts";

const limit = { attemptsMax: 3, windowMs: 60_000 };

test("attempts up to the limit are allowed, the next one waits for the rest of the window", () => {
  const attempts: Attempts = new Map();
  expect([0, 1000, 2000].map((nowMs) => takeAttempt(attempts, limit, "a", nowMs))).toEqual([0, 0, 0]);
  expect(takeAttempt(attempts, limit, "a", 15_000)).toBe(45);
  expect(takeAttempt(attempts, limit, "b", 15_000)).toBe(0);
});

test("a new window starts with the first attempt after the old one", () => {
  const attempts: Attempts = new Map();
  for (const nowMs of [0, 1, 2, 3]) takeAttempt(attempts, limit, "a", nowMs);
  expect(takeAttempt(attempts, limit, "a", 59_999)).toBe(1);
  expect(takeAttempt(attempts, limit, "a", 60_000)).toBe(0);
});

test("invented keys cannot fill the memory", () => {
  const attempts: Attempts = new Map();
  for (let index = 0; index < 20_000; index += 1) takeAttempt(attempts, limit, `key-${index}`, index);
  expect(attempts.size).toBe(10_000);
  expect(attempts.has("key-19999")).toBe(true);
});
