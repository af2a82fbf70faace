import { describe, expect, test } from "vitest";
import { profileColumn } from "../../../mapping/recognition/column-profile.ts";
import { suggestionsFor } from "../../../mapping/recognition/suggest-tables.ts";
import { isDecided, type RecognisedFile, suggestedMapping } from "./mapping-document.ts";
import { isOpen, openFormats, withFormat } from "./open-formats.ts";

/** A file as the server recognises it. */
function file(name: string, cells: Readonly<Record<string, readonly string[]>>): RecognisedFile {
  const columns = Object.entries(cells).map(([header, values]) => profileColumn(header, values));
  const [suggestion = null, ...further] = suggestionsFor({ file: name, columns }, new Map(), new Map());
  const recognised = {
    file: name,
    columns,
    suggestion,
    further,
    delimiter: ",",
    encoding: "utf-8",
    decision: "",
    rows: [],
    sampled: 0,
    problems: [],
  };
  return { ...structuredClone(recognised), upload: 1, correction: null } as unknown as RecognisedFile;
}
const deals = (amounts: readonly string[], days: readonly string[] = ["2026-03-01", "2026-03-02"]) =>
  file("deals.csv", { "Deal ID": ["1", "2"], "Close Date": days, Owner: ["Ann", "Bo"], Amount: amounts });
const quotas = (q1: readonly string[], q2: readonly string[] = q1) =>
  file("quotas.csv", { Rep: ["Ann", "Bo"], "Q1 2026": q1, "Q2 2026": q2 });
const amountsOf = (files: RecognisedFile[]) => suggestedMapping(files).tables.map(({ columns }) => columns["amount"]);

describe("numbers of all files together", () => {
  test("what the sign of money shows is not asked", () => {
    const files = [deals(["$38,900", "$1,250"]), quotas(["$90,000", "$80,000"])];
    expect(openFormats(suggestedMapping(files), files)).toEqual([]);
    expect(isDecided(suggestedMapping(files), files)).toBe(true);
  });

  test("what one file shows settles the thousands of another", () => {
    const files = [deals(["38,900.50", "1,250"]), quotas(["90,000", "80,000"])];
    expect(amountsOf(files)).toEqual([
      { column: "Amount", number: { grouping: "," } },
      { column: "Q1 2026", number: { grouping: "," } },
      { column: "Q2 2026", number: { grouping: "," } },
    ]);
    expect(openFormats(suggestedMapping(files), files).map((one) => [one.chosen, isOpen(one, suggestedMapping(files))])).toEqual([
      [".", false],
    ]);
  });

  test("what nothing shows is asked once, with what each answer makes of it", () => {
    const files = [deals(["38,900", "1,250"]), quotas(["90,000", "80,000"])];
    const mapping = suggestedMapping(files);
    expect(isDecided(mapping, files)).toBe(false);
    const [question, ...others] = openFormats(mapping, files);
    if (!question) throw new Error("nothing is asked");
    expect(others).toEqual([]);
    expect(question.places.map(({ header }) => header)).toEqual(["Amount", "Q1 2026", "Q2 2026"]);
    expect(question.readings).toEqual([
      {
        reading: ".",
        examples: [
          { text: "38,900", meaning: "38900.00" },
          { text: "90,000", meaning: "90000.00" },
        ],
      },
      {
        reading: ",",
        examples: [
          { text: "38,900", meaning: "38.900" },
          { text: "90,000", meaning: "90.000" },
        ],
      },
    ]);
    expect([question.chosen, isOpen(question, mapping)]).toEqual([undefined, true]);
    const answered = withFormat(mapping, question, ",");
    expect(answered.tables.map(({ columns }) => columns["amount"])).toEqual(
      ["Amount", "Q1 2026", "Q2 2026"].map((column) => ({ column, number: { decimal: ",", grouping: "" } })),
    );
    expect(openFormats(answered, files).map(({ chosen }) => chosen)).toEqual([","]);
    expect(isDecided(answered, files)).toBe(true);
  });
});

test("days that may be either are asked once, those of both files together", () => {
  const files = [
    deals(["1", "2"], ["03/04/2026", "05/06/2026"]),
    file("staff.csv", { ID: ["1"], Email: ["a@x.io"], "Start Date": ["01/02/2020"] }),
  ];
  const [question] = openFormats(suggestedMapping(files), files);
  expect(question?.readings).toEqual([
    {
      reading: "d/M/yyyy",
      examples: [
        { text: "03/04/2026", meaning: "2026-04-03" },
        { text: "01/02/2020", meaning: "2020-02-01" },
      ],
    },
    {
      reading: "M/d/yyyy",
      examples: [
        { text: "03/04/2026", meaning: "2026-03-04" },
        { text: "01/02/2020", meaning: "2020-01-02" },
      ],
    },
  ]);
});
