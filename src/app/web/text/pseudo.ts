import type { Catalogue } from "./catalogue.ts";
import { english } from "./en/index.ts";

const PLAIN = "AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSsTtUuVvWwXxYyZz";
const ACCENTED = "ÅåƁƀÇçÐðÉéƑƒĜĝĤĥÎîĴĵĶķĻļṀɱÑñÖöÞþǪǫŔŕŠšŢţÛûṼṽŴŵẊẋÝýŽž";
/** Translations are longer than English by about this part of its length. */
const LONGER = 0.35;

/**
 * English that looks foreign and is longer, every word by itself: it breaks where the English breaks, as a translation does. What
 * stays plain on a page is not in the catalogue, what is cut off is too tight.
 */
export function pseudoOf(words: string): string {
  const longer = words.replaceAll(/\S+/g, (word) => word + "~".repeat(Math.ceil(word.length * LONGER)));
  return `[${Array.from(longer, (letter) => ACCENTED[PLAIN.indexOf(letter)] ?? letter).join("")}]`;
}

/** The English catalogue with every word made foreign; functions keep their facts and change what they say. */
export function pseudoCatalogue(): Catalogue {
  return foreign(english) as Catalogue; // oxlint-disable-line typescript/no-unsafe-type-assertion -- it has the form of what it is made from
}

function foreign(words: unknown): unknown {
  if (typeof words === "string") return pseudoOf(words);
  if (typeof words === "function") return (...facts: unknown[]) => pseudoOf(String(Reflect.apply(words, undefined, facts)));
  if (Array.isArray(words)) return words.map(foreign);
  if (typeof words === "object" && words !== null)
    return Object.fromEntries(Object.entries(words).map(([name, inner]) => [name, foreign(inner)]));
  return words;
}
