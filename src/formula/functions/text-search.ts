import { isZero } from "../../money/rational.ts";
import { Failure, type Outcome } from "../outcome.ts";
import { foldCase, type Value } from "../value.ts";
import type { FunctionDefinition, Parameter } from "./definition.ts";
import { asText, asWhole, strict } from "./strict.ts";

/** Where the delimiter stands: the text before it ends at `start`, the text after it begins at `end`. */
type Place = { readonly start: number; readonly end: number };

/** Every place of the delimiter, left to right, not overlapping (searched from the right they are found from the right). */
function places(text: string, delimiter: string, fromRight: boolean): Place[] {
  const found: Place[] = [];
  if (fromRight) {
    for (let end = text.length; end >= delimiter.length;) {
      const start = text.lastIndexOf(delimiter, end - delimiter.length);
      if (start === -1) break;
      found.push({ start, end: start + delimiter.length });
      end = start;
    }
    return found;
  }
  for (let start = text.indexOf(delimiter); start !== -1; start = text.indexOf(delimiter, start + delimiter.length))
    found.push({ start, end: start + delimiter.length });
  return found;
}

/** A switch as Excel takes it: TRUE, or a number other than 0. */
function isOn(value: Value | undefined): boolean {
  return value === true || (typeof value === "object" && !isZero(value));
}

/** Positions in the folded text must be positions in the text; the few letters that fold to two stay as they are. */
function foldKeepingLength(text: string): string {
  const folded = foldCase(text);
  if (folded.length === text.length) return folded;
  return Array.from(text, (character) => (foldCase(character).length === character.length ? foldCase(character) : character)).join("");
}

/** The instance-th place; negative instances count from the right, as in Excel 365. An empty delimiter stands at the edge. */
function place([text, delimiter, instance, ignoreCase, matchEnd]: readonly Value[]): Place | Failure | undefined {
  const number = instance === undefined ? 1 : asWhole(instance);
  if (number === undefined || number === 0)
    return new Failure("out-of-range", "The instance counts from 1, or from -1 backwards; it cannot be 0.");
  const fromRight = number < 0;
  const fold = isOn(ignoreCase) ? foldKeepingLength : (plain: string): string => plain;
  const [haystack, needle] = [fold(asText(text)), fold(asText(delimiter))];
  const edge = fromRight ? haystack.length : 0;
  if (needle === "") return Math.abs(number) === 1 ? { start: edge, end: edge } : undefined;
  const found = places(haystack, needle, fromRight);
  const farEdge = haystack.length - edge;
  if (isOn(matchEnd)) found.push({ start: farEdge, end: farEdge });
  return found[Math.abs(number) - 1];
}

function around(values: readonly Value[], name: string, part: (text: string, at: Place) => string): Outcome {
  const at = place(values);
  if (at instanceof Failure) return at;
  if (at) return part(asText(values[0]), at);
  return (
    values[5] ??
    new Failure("not-found", `${name} does not find "${asText(values[1]).slice(0, 60)}". Give its sixth argument, the text to use then.`)
  );
}

const PARAMETERS: readonly Parameter[] = [
  { name: "text", types: ["Text"] },
  { name: "delimiter", types: ["Text"] },
  { name: "instance", types: ["Number"], optional: true },
  { name: "ignoreCase", types: ["Boolean", "Number"], optional: true },
  { name: "matchEnd", types: ["Boolean", "Number"], optional: true },
  { name: "ifNotFound", types: ["Text"], optional: true },
];

export const TEXT_SEARCH: readonly FunctionDefinition[] = [
  {
    name: "TEXTBEFORE",
    help: "The text before a delimiter; instance -1 is the last one. With matchEnd the end counts as a delimiter",
    parameters: PARAMETERS,
    result: "Text",
    examples: [
      ['TEXTBEFORE("a-b-c", "-")', '"a"'],
      ['TEXTBEFORE("a-b-c", "-", -1)', '"a-b"'],
      ['TEXTBEFORE("abc", "-", 1, FALSE, FALSE, "none")', '"none"'],
    ],
    evaluate: strict((values) => around(values, "TEXTBEFORE", (text, at) => text.slice(0, at.start))),
  },
  {
    name: "TEXTAFTER",
    help: "The text after a delimiter; instance -1 is the last one. With matchEnd the end counts as a delimiter",
    parameters: PARAMETERS,
    result: "Text",
    examples: [
      ['TEXTAFTER("a-b-c", "-")', '"b-c"'],
      ['TEXTAFTER("a-b-c", "-", -1)', '"c"'],
    ],
    evaluate: strict((values) => around(values, "TEXTAFTER", (text, at) => text.slice(at.end))),
  },
];
