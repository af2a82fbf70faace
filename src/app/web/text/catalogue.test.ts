import { expect, test } from "vitest";
import { german } from "./de/index.ts";
import { english } from "./en/index.ts";
import { pseudoCatalogue, pseudoOf } from "./pseudo.ts";

const DOMAINS = import.meta.glob<Record<string, object>>(["./en/*.ts", "!./en/index.ts"], { eager: true });

/** Every path of a catalogue with what stands there; functions are called with facts that both languages understand. */
function wordsOf(words: unknown, path = ""): Map<string, string> {
  if (typeof words === "string") return new Map([[path, words]]);
  if (typeof words === "function") return new Map([[path, String(words("2", 2, 3))]]);
  return new Map(Object.entries(words as object).flatMap(([name, inner]) => [...wordsOf(inner, `${path}.${name}`)]));
}

test("no two domains use the same group", () => {
  const groups = Object.values(DOMAINS).flatMap((file) => Object.values(file).flatMap((words) => Object.keys(words)));
  expect(groups.toSorted()).toEqual(Object.keys(english).toSorted());
});

test("German says everything that English says, in its own words", () => {
  const de = wordsOf(german);
  const en = wordsOf(english);
  expect([...de.keys()].toSorted()).toEqual([...en.keys()].toSorted());
  const same = [...en].filter(([path, words]) => de.get(path) === words && /[a-z]{4,}/.test(words)).map(([path]) => path);
  expect(same.length / en.size).toBeLessThan(0.12); // names such as "Plan", "Bonus" and "Status" are German as well
  for (const [path, words] of de) expect(words, path).toMatch(/\S/);
});

test("the pseudo-locale makes every word longer and foreign", () => {
  expect(pseudoOf("Statements")).toBe("[Šţåţéɱéñţš~~~~]");
  expect(pseudoOf("No day")).toBe("[Ñö~ ðåý~~]");
  for (const [path, words] of wordsOf(pseudoCatalogue())) expect(words, path).toMatch(/^\[.*~+\s*\]$/s);
  expect(pseudoCatalogue().apiDocs.paragraphs).toBeInstanceOf(Array);
});
