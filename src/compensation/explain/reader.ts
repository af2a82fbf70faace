/** How an explanation speaks to its participant, and of them to anybody else who reads it. */
const SAID_TO_OTHERS: readonly (readonly [RegExp, (name: string) => string])[] = [
  [/^Your pay for /, (name) => `The pay of ${name} for `],
  [/^You (?=sold|made|closed|reached)/, (name) => `${name} `],
  [/(?<=^.* % of )your(?= quota of )/, () => "the"],
  [/(?<= for each deal, by )your(?= share in it; )/, () => "their"],
];

/** A sentence of the explanation of somebody's pay in the third person: "You sold" is "Ann Lee sold" to who is not Ann Lee. */
export function toldOf(sentence: string, name: string): string {
  return SAID_TO_OTHERS.reduce((told, [place, said]) => told.replace(place, () => said(name)), sentence);
}
