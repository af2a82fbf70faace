import { editDistance } from "../../formula/suggest.ts";

/** An id with the name under which people know it. */
export type Candidate = { readonly id: string; readonly name: string };
export type AliasSuggestion = {
  readonly value: string;
  /** Nearest first. Several equally near ones are a choice for a person, never taken by themselves. */
  readonly candidates: readonly Candidate[];
  /** Whether exactly one is nearest. */
  readonly clear: boolean;
};

const CANDIDATES_MAX = 5;
const VALUE_LENGTH_MAX = 100;

/** What a value that is not known may have been meant for: by name or id, case, spaces and signs not counted, at most a third of its letters away. */
export function suggestAlias(value: string, known: readonly Candidate[]): AliasSuggestion {
  const wanted = bare(value.slice(0, VALUE_LENGTH_MAX));
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  const near = known
    .map((candidate) => ({
      candidate,
      distance: Math.min(
        ...[candidate.id, candidate.name]
          .filter((text) => text !== "")
          .map((text) => editDistance(wanted, bare(text.slice(0, VALUE_LENGTH_MAX)), limit)),
        limit + 1,
      ),
    }))
    .filter(({ distance }) => distance <= limit)
    .toSorted((a, b) => a.distance - b.distance);
  const [first, second] = near;
  return {
    value,
    candidates: near.slice(0, CANDIDATES_MAX).map(({ candidate }) => candidate),
    clear: first !== undefined && (second === undefined || second.distance > first.distance),
  };
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[\s\p{P}\p{S}]+/gu, "");
}
