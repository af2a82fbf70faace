import { compareText } from "../crediting/directory.ts";

/**
 * Names for the parties of one transaction that are nobody's in the receipt. Cents of equal remainders go by the order of the parties, so each
 * name stands among the known ones where the party's did.
 */
export function hiddenParties(parties: readonly string[], known: ReadonlySet<string>): Map<string, string> {
  const shown = [...new Set(parties)].filter((party) => known.has(party)).sort(compareText);
  const hidden = [...new Set(parties)].filter((party) => !known.has(party)).sort(compareText);
  return new Map(
    hidden.map((party, index) => {
      const before = shown.findLast((each) => each < party);
      return [party, before === undefined ? `(${index + 1})` : `${before} (${index + 1})`];
    }),
  );
}
