import { describe, expect, test } from "vitest";
import { carriesRefusals, correctionOf, mappingOfCorrection, ownMappingOfCorrection } from "./correction.ts";
import { TABLES } from "../company/tables.ts";
import { profileColumn } from "./recognition/column-profile.ts";
import type { Mapping } from "./shape.ts";

const columns = (cells: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(cells).map(([name, values]) => profileColumn(name, values));

describe("rows that were refused are known by what they carry", () => {
  test.each([
    [
      "as downloaded",
      { Id: ["1"], "rejected.file": ["deals.csv", "deals.csv"], "rejected.import": ["7", "7"] },
      { import: 7, file: "deals.csv" },
    ],
    [
      "put together from two imports: the latest",
      { "rejected.file": ["d.csv", "d.csv"], "rejected.import": ["7", "12"] },
      { import: 12, file: "d.csv" },
    ],
    [
      "of a file whose name a spreadsheet would run",
      { "rejected.file": ["'-deals.csv"], "rejected.import": ["7"] },
      { import: 7, file: "-deals.csv" },
    ],
    ["of several files", { "rejected.file": ["a.csv", "b.csv"], "rejected.import": ["7", "7"] }, undefined],
    ["no number", { "rejected.file": ["a.csv"], "rejected.import": ["seven"] }, undefined],
    ["any other file", { Id: ["1"] }, undefined],
  ])("%s", (_title, cells, expected) => {
    expect(correctionOf(columns(cells))).toEqual(expected);
  });

  test("a header alone tells that nothing may be replaced", () => {
    expect([carriesRefusals(["Id", "rejected.line"]), carriesRefusals(["Id", "rejected"])]).toEqual([true, false]);
  });
});

const LAYOUT = { file: "Book1.xlsx", delimiter: ",", encoding: "utf-8" } as const;
const MAPPING: Mapping = {
  source: "crm",
  plans: "plans",
  encoding: "windows-1252",
  aliases: { people: { "Bob Rai": "2" } },
  tables: [
    { table: "people", file: "hr.csv", columns: { participant: "Id" } },
    {
      table: "transactions",
      file: "crm/deals-*.csv",
      delimiter: ";",
      where: '[Stage] = "Won"',
      mode: "replace",
      columns: { transaction: "Id", owner: { column: "Rep", aliases: "people" }, date: { column: "Day", date: "d.M.yyyy" } },
    },
  ],
};

test("the mapping of the import is used as it is, laid out as the corrected file is, and replaces nothing", () => {
  const { mode: _, ...deals } = MAPPING.tables[1] ?? { mode: undefined };
  expect(mappingOfCorrection(MAPPING, { import: 7, file: "crm/deals-03.csv" }, LAYOUT)).toEqual({
    source: "crm",
    encoding: "windows-1252",
    aliases: MAPPING.aliases,
    tables: [{ ...deals, ...LAYOUT }],
  });
  expect(mappingOfCorrection(MAPPING, { import: 7, file: "quotas.csv" }, LAYOUT)).toBeUndefined();
});

test("a file in Attain's own columns is read by their names", () => {
  const table = TABLES.find(({ name }) => name === "people");
  if (!table) throw new Error("no table of people");
  const header = ["participant", "name", "rejected.line"];
  expect(ownMappingOfCorrection(table, ["participant", "name", "email"], header, LAYOUT)).toEqual({
    tables: [{ table: "people", ...LAYOUT, columns: { participant: "participant", name: "name" } }],
  });
});
