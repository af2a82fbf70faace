import { type Language, readPreferences, setPreferences } from "../kit/locale.ts";
import { setWords } from "../kit/text.ts";
import type { Catalogue } from "./catalogue.ts";
import { english } from "./en/index.ts";

/** English comes with the first page; another language is loaded before anything is drawn. */
const CATALOGUES: Readonly<Record<Language, () => Catalogue | Promise<Catalogue>>> = {
  en: () => english,
  de: async () => (await import("./de/index.ts")).german,
  pseudo: async () => (await import("./pseudo.ts")).pseudoCatalogue(),
};

/** Words and formats for this reader, before the first page is drawn. A new choice takes effect by loading the page anew. */
export async function chooseLanguage(): Promise<void> {
  const preferences = readPreferences();
  setPreferences(preferences);
  setWords(await CATALOGUES[preferences.language]());
  document.documentElement.lang = preferences.language === "pseudo" ? "en" : preferences.language;
}
