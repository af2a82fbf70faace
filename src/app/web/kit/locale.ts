/**
 * How the reader wants to read: the language of the words, and the format of numbers and dates, apart from each other.
 * A currency belongs to its amount and follows neither.
 */
export const LANGUAGES = ["en", "de", "pseudo"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Formats of numbers and dates that can be chosen, by BCP 47 tag; the reader's own browser may bring another one. */
export const NUMBER_FORMATS = ["en-US", "en-GB", "en-IN", "de-DE", "de-CH", "de-AT", "fr-FR", "es-ES", "sv-SE"] as const;

export type Preferences = { readonly language: Language; readonly numberFormat: string };

const KEPT = { language: "attain-language", numberFormat: "attain-number-format" } as const;

let preferences: Preferences = { language: "en", numberFormat: "en-US" };

export function currentPreferences(): Preferences {
  return preferences;
}

/** From now on everything is formatted so. The words are chosen beside it (`setWords`). */
export function setPreferences(chosen: Preferences): void {
  preferences = chosen;
}

/** What was chosen in this browser, or else what the browser asks for. */
export function readPreferences(): Preferences {
  const wanted = navigator.language;
  const language = kept(KEPT.language) ?? wanted.slice(0, 2);
  const numberFormat = kept(KEPT.numberFormat) ?? wanted;
  return {
    language: LANGUAGES.find((known) => known === language) ?? "en",
    numberFormat: isSupported(numberFormat) ? numberFormat : "en-US",
  };
}

export function keepPreferences(chosen: Preferences): void {
  try {
    window.localStorage.setItem(KEPT.language, chosen.language);
    window.localStorage.setItem(KEPT.numberFormat, chosen.numberFormat);
  } catch {
    // no storage: the choice holds until the page is left
  }
}

/** The locale of dates: words in the reader's language, in the order of their format's region ("de" and "en-GB" give "de-GB"). */
export function dateLocale({ language, numberFormat }: Preferences = preferences): string {
  const { region } = new Intl.Locale(numberFormat).maximize();
  return `${language === "pseudo" ? "en" : language}-${region ?? "US"}`;
}

function kept(key: string): string | undefined {
  try {
    return window.localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

function isSupported(tag: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false; // not a tag at all
  }
}
