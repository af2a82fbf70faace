import type { english } from "./en/index.ts";

/** The form of a translation: the same names; text stays text, a function takes the same facts. */
export type Translated<T> = {
  readonly [Name in keyof T]: T[Name] extends string
    ? string
    : T[Name] extends (...facts: infer Facts) => string
      ? (...facts: Facts) => string
      : Translated<T[Name]>;
};

/** Every word of the web app in one language. */
export type Catalogue = Translated<typeof english>;
