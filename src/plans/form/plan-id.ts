const SPELLED = new Map([
  ["ß", "ss"],
  ["æ", "ae"],
  ["ø", "o"],
  ["ł", "l"],
]);

/** The id of a plan by its name: small letters, digits and hyphens, and none that is taken. "Außendienst 2026" is "aussendienst-2026". */
export function planIdOf(name: string, taken: readonly string[]): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[ßæøł]/g, (letter) => SPELLED.get(letter) ?? letter)
    .normalize("NFKD")
    .replaceAll(/\p{Mark}/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, LENGTH_MAX);
  const wanted = plain === "" ? "plan" : plain;
  for (let number = 2, id = wanted; ; number += 1, id = `${wanted}-${number - 1}`) if (!taken.includes(id)) return id;
}

const LENGTH_MAX = 60;
