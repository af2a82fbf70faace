import { formatDay } from "../../../calendar/day.ts";
import { type Decimal, formatScaled } from "../../../money/decimal.ts";
import { OWN_NUMBER, type NumberFormat } from "../../../table/formats.ts";
import { compileDatePattern } from "../../../table/date-pattern.ts";
import { numberReader } from "../../../table/parse-number.ts";
import { isRefusal } from "../../../table/refusal.ts";
import {
  type MappingDocument,
  questionOf,
  type RecognisedFile,
  type Source,
  standsFor,
  withColumn,
  withEntry,
} from "./mapping-document.ts";

type Choice = Readonly<Record<string, unknown>>;
type Place = {
  readonly entry: number;
  readonly column: string;
  readonly header: string;
  readonly file: string;
  readonly choices: readonly Choice[];
  readonly samples: readonly string[];
};

/** A format that files leave open: asked once for every column of the drop that can be read in the same ways. */
export type OpenFormat = {
  readonly key: string;
  /** The ways, each with what some values would be. */
  readonly readings: readonly { readonly reading: string; readonly examples: readonly Example[] }[];
  readonly places: readonly Place[];
  /** The way that is chosen for every place. */
  readonly chosen: string | undefined;
};
/** A value as it stands in the file, and what it means: a day as 2026-04-03, or a number with a point, in percent where it ends so. */
export type Example = { readonly text: string; readonly meaning: string };

const EXAMPLES = 3;

/** What is open in the formats of a mapping, in the order of its entries; what has been answered too, for it can be answered otherwise. */
export function openFormats(mapping: MappingDocument, files: readonly RecognisedFile[]): readonly OpenFormat[] {
  const places = mapping.tables.flatMap((entry, index) => {
    const file = files.find((one) => standsFor(entry.file, one.file));
    return Object.keys(entry.columns).flatMap((column) => {
      const question = questionOf(entry, column, file);
      const samples = file?.columns.find(({ name }) => name === question?.header)?.samples ?? [];
      return question && file
        ? [
            {
              entry: index,
              column,
              header: question.header,
              file: file.file,
              choices: question.choices,
              samples: [question.sample, ...samples],
            },
          ]
        : [];
    });
  });
  const groups = Map.groupBy(places, ({ choices }) => choices.map(readingOf).toSorted().join(" or "));
  return [...groups].map(([key, list]) => ({
    key,
    readings: (list[0]?.choices ?? []).map((choice) => ({ reading: readingOf(choice), examples: examplesOf(list, readingOf(choice)) })),
    places: list,
    chosen: agreed(list.map(({ entry, column }) => readingOfSource(mapping.tables[entry]?.columns[column]))),
  }));
}

/** Whether somebody has still to say how something is written. */
export function isOpen({ places }: OpenFormat, mapping: MappingDocument): boolean {
  return places.some(({ entry, column }) => typeof mapping.tables[entry]?.columns[column] === "string");
}

/** The mapping with one way of reading in every column that a question is about. */
export function withFormat(mapping: MappingDocument, { places }: OpenFormat, reading: string): MappingDocument {
  return places.reduce((whole, { entry: index, column, choices }) => {
    const entry = whole.tables[index];
    const choice = choices.find((one) => readingOf(one) === reading);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a column of a mapping
    return entry && choice ? withEntry(whole, index, withColumn(entry, column, choice as Source)) : whole;
  }, mapping);
}

/** `d/M/yyyy`, or the sign that parts decimals, with what a percentage is counted in. */
function readingOf(choice: Choice): string {
  if (typeof choice["date"] === "string") return choice["date"];
  const { decimal = ".", percent } = numberOf(choice);
  return percent === undefined ? decimal : `${decimal} ${percent}`;
}

function readingOfSource(source: Source | undefined): string | undefined {
  return typeof source === "object" && "column" in source ? readingOf(source) : undefined;
}

function agreed(readings: readonly (string | undefined)[]): string | undefined {
  const [first] = readings;
  return readings.every((reading) => reading === first) ? first : undefined;
}

function numberOf(choice: Choice): Partial<NumberFormat> & { readonly percent?: string } {
  return choice["number"] ?? {};
}

/** Values that the ways of reading make something else of, of as many columns as there are. */
function examplesOf(places: readonly Place[], reading: string): readonly Example[] {
  const found = places.flatMap(({ choices, samples }) => {
    const differing = samples.find((text) => new Set(choices.map((choice) => meaningOf(choice, text))).size > 1);
    const choice = choices.find((one) => readingOf(one) === reading);
    return differing === undefined || !choice ? [] : [{ text: differing, meaning: meaningOf(choice, differing) }];
  });
  return [...new Map(found.map((example) => [example.text, example])).values()].slice(0, EXAMPLES);
}

function meaningOf(choice: Choice, text: string): string {
  if (typeof choice["date"] === "string") {
    const day = compileDatePattern(choice["date"], typeof choice["pivot"] === "number" ? choice["pivot"] : null)(text);
    return typeof day === "number" ? formatDay(day) : "";
  }
  const { percent, ...format } = numberOf(choice);
  const value = numberReader({ ...OWN_NUMBER, ...format }, 6, { who: "", fix: "" })(text);
  if (isRefusal(value)) return "";
  return percent === undefined
    ? written(value)
    : `${written(percent === "fraction" ? { ...value, unscaled: value.unscaled * 100n } : value)}%`;
}

/** With two decimals at least, so that ninety and ninety thousand are told apart in every country. */
function written({ unscaled, scale }: Decimal): string {
  const more = Math.max(0, 2 - scale);
  return formatScaled(unscaled * 10n ** BigInt(more), scale + more);
}
