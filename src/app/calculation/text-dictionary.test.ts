import fc from "fast-check";
import { expect, test } from "vitest";
import { TextDictionary } from "./text-dictionary.ts";

function codesOf(texts: readonly string[]): { readonly codes: number[]; readonly texts: string[] } {
  const dictionary = new TextDictionary();
  const codes = texts.map((text) => {
    const bytes = Buffer.from(`?${text}`);
    return dictionary.code(bytes, 1, bytes.length - 1);
  });
  return { codes, texts: dictionary.texts() };
}

test("texts are numbered in the order in which they first come", () => {
  expect(codesOf(["b", "a", "b", "", "Ärger", "a", "", "__proto__"])).toEqual({
    codes: [0, 1, 0, 2, 3, 1, 2, 4],
    texts: ["b", "a", "", "Ärger", "__proto__"],
  });
});

test("like a map of strings, whatever the texts and however many", () => {
  const unit = fc.oneof(fc.constantFrom("a", "b", "ä", "𝄞", "\u001f"), fc.string({ unit: "grapheme", maxLength: 3 }));
  fc.assert(
    fc.property(
      fc.array(
        fc.array(unit, { maxLength: 4 }).map((parts) => parts.join("")),
        { maxLength: 200 },
      ),
      (words) => {
        const known = [...new Set(words)];
        expect(codesOf(words)).toEqual({ codes: words.map((text) => known.indexOf(text)), texts: known });
      },
    ),
  );
});

test("grows beyond its first size", () => {
  const ids = Array.from({ length: 5_000 }, (_, n) => `SO-${(n * 7919) % 5_000}-${"x".repeat(n % 20)}`);
  const { codes, texts } = codesOf([...ids, ...ids]);
  expect(texts).toEqual(ids);
  expect(codes).toEqual([...ids.keys(), ...ids.keys()]);
});

test("ascending texts are found again once one is not", () => {
  const ids = Array.from({ length: 3_000 }, (_, n) => `SO-${10_000 + n}`);
  const { codes, texts } = codesOf([...ids, "SO-10007", "SO-1", ...ids]);
  expect(texts).toEqual([...ids, "SO-1"]);
  expect(codes).toEqual([...ids.keys(), 7, ids.length, ...ids.keys()]);
});
