import { Failure, type Outcome } from "../outcome.ts";
import { limitedText, split } from "../text-value.ts";
import type { Value } from "../value.ts";
import type { FunctionDefinition } from "./definition.ts";
import { asText, asWhole, strict, whole } from "./strict.ts";

const TEXT = { name: "text", types: ["Text"] } as const;
const COUNT = { name: "count", types: ["Number"], optional: true } as const;

function notCount(what: string): Failure {
  return new Failure("out-of-range", `${what} must be a whole number that is not negative and below a billion.`);
}

/** The count of LEFT and RIGHT: 1 when left out. */
function countOf(value: Value | undefined): number | undefined {
  const count = value === undefined ? 1 : asWhole(value);
  return count !== undefined && count >= 0 ? count : undefined;
}

function middle(text: string, start: number | undefined, count: number | undefined): Outcome {
  if (start === undefined || start < 1 || count === undefined || count < 0)
    return new Failure("out-of-range", "MID counts from 1, and its count is not negative.");
  return split(text)
    .slice(start - 1, start - 1 + count)
    .join("");
}

function substitute(text: string, old: string, replacement: string, instance: number | undefined): Outcome {
  if (old === "") return text;
  const parts = text.split(old);
  if (instance === undefined) return limitedText(parts, replacement);
  if (instance < 1) return new Failure("out-of-range", "SUBSTITUTE counts occurrences from 1.");
  if (instance >= parts.length) return text;
  return limitedText([parts.slice(0, instance).join(old), parts.slice(instance).join(old)], replacement);
}

export const TEXT_FUNCTIONS: readonly FunctionDefinition[] = [
  {
    name: "LEFT",
    help: "The first characters of a text, one unless told",
    parameters: [TEXT, COUNT],
    result: "Text",
    examples: [['LEFT("GTX Pro", 3)', '"GTX"']],
    evaluate: strict(([text, count]) => {
      const length = countOf(count);
      return length === undefined ? notCount("The count of LEFT") : split(asText(text)).slice(0, length).join("");
    }),
  },
  {
    name: "RIGHT",
    help: "The last characters of a text, one unless told",
    parameters: [TEXT, COUNT],
    result: "Text",
    examples: [['RIGHT("GTX Pro", 3)', '"Pro"']],
    evaluate: strict(([text, count]) => {
      const length = countOf(count);
      if (length === undefined) return notCount("The count of RIGHT");
      const characters = split(asText(text));
      return characters.slice(Math.max(0, characters.length - length)).join("");
    }),
  },
  {
    name: "MID",
    help: "Characters from the middle of a text; the first is number 1",
    parameters: [TEXT, { name: "start", types: ["Number"] }, { name: "count", types: ["Number"] }],
    result: "Text",
    examples: [['MID("SO-43659-1", 4, 5)', '"43659"']],
    evaluate: strict(([text, start, count]) => middle(asText(text), asWhole(start), asWhole(count))),
  },
  {
    name: "LEN",
    help: "How many characters a text has",
    parameters: [TEXT],
    result: "Number",
    examples: [['LEN("GTX")', "3"]],
    evaluate: strict(([text]) => whole(split(asText(text)).length)),
  },
  {
    name: "UPPER",
    help: "The text in capitals",
    parameters: [TEXT],
    result: "Text",
    examples: [['EXACT(UPPER("gtx"), "GTX")', "TRUE"]],
    evaluate: strict(([text]) => limitedText([asText(text).toUpperCase()])),
  },
  {
    name: "LOWER",
    help: "The text in small letters",
    parameters: [TEXT],
    result: "Text",
    examples: [['EXACT(LOWER("GTX"), "gtx")', "TRUE"]],
    evaluate: strict(([text]) => limitedText([asText(text).toLowerCase()])),
  },
  {
    name: "TRIM",
    help: "The text without spaces at its ends, and with single spaces between words",
    parameters: [TEXT],
    result: "Text",
    examples: [['TRIM("  GTX   Pro ")', '"GTX Pro"']],
    evaluate: strict(([text]) =>
      asText(text)
        .split(" ")
        .filter((word) => word !== "")
        .join(" "),
    ),
  },
  {
    name: "SUBSTITUTE",
    help: "The text with one text in it replaced by another, everywhere or at one occurrence; upper and lower case differ",
    parameters: [
      TEXT,
      { name: "old", types: ["Text"] },
      { name: "new", types: ["Text"] },
      { name: "occurrence", types: ["Number"], optional: true },
    ],
    result: "Text",
    examples: [
      ['SUBSTITUTE("a-b-c", "-", "/")', '"a/b/c"'],
      ['SUBSTITUTE("a-b-c", "-", "/", 2)', '"a-b/c"'],
    ],
    evaluate: strict(([text, old, replacement, occurrence]) =>
      substitute(
        asText(text),
        asText(old),
        asText(replacement),
        occurrence === undefined ? undefined : (asWhole(occurrence) ?? Number.MAX_SAFE_INTEGER),
      ),
    ),
  },
  {
    name: "CONCAT",
    help: "The texts one after the other",
    parameters: [TEXT],
    repeats: 1,
    result: "Text",
    examples: [['CONCAT("SO", "-", "1")', '"SO-1"']],
    evaluate: strict((texts) => limitedText(texts.map(asText))),
  },
  {
    name: "EXACT",
    help: "TRUE when two texts are the same, upper and lower case included (= ignores case)",
    parameters: [TEXT, { name: "other", types: ["Text"] }],
    result: "Boolean",
    examples: [['EXACT("GTX", "gtx")', "FALSE"]],
    evaluate: strict(([text, other]) => asText(text) === asText(other)),
  },
];
