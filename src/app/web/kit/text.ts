import type { Catalogue } from "../text/catalogue.ts";
import { english } from "../text/en/index.ts";

/**
 * Every word of the web app in the reader's language, which is chosen before the first page is drawn.
 * Read it while rendering, never into a constant of a module: that would keep English.
 */
export let text: Catalogue = english;

export function setWords(words: Catalogue): void {
  text = words;
}
