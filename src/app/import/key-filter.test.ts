import fc from "fast-check";
import { expect, test } from "vitest";
import { KeyFilter } from "./key-filter.ts";

function allDifferent(keys: readonly string[]): boolean {
  const filter = new KeyFilter();
  for (const key of keys) {
    const bytes = Buffer.from(`..${key}..`);
    filter.add(bytes, 2, bytes.length - 2);
  }
  return filter.allDifferent;
}

test("a repeated key is always noticed", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 50 }), fc.nat(), (keys, which) => {
      expect(allDifferent([...keys, keys[which % keys.length] ?? ""])).toBe(false);
    }),
  );
});

test("a hundred thousand different keys are told apart", () => {
  const keys = Array.from({ length: 100_000 }, (_, n) => `files\u0000SO-${10_000_000 + n}\u00001`);
  expect(allDifferent(keys)).toBe(true);
  expect(allDifferent([...keys, keys[0] ?? ""])).toBe(false);
});
