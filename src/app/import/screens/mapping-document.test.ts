import { expect, test } from "vitest";
import { forFiles, type MappingDocument, type RecognisedFile, withCorrections } from "./mapping-document.ts";

type Kept = NonNullable<NonNullable<RecognisedFile["correction"]>["mapping"]>;
const file = (name: string, mapping?: Kept): RecognisedFile => ({
  upload: 1,
  file: name,
  delimiter: ",",
  encoding: "utf-8",
  decision: "",
  columns: [],
  rows: [],
  sampled: 0,
  problems: [],
  suggestion: null,
  further: [],
  correction: mapping ? { import: 7, file: "orders.csv", createdAt: "2026-03-01T00:00:00Z", mapping } : null,
});
const MAPPING: MappingDocument = {
  tables: [
    { table: "people", file: "hr.csv", columns: { participant: "Id" } },
    { table: "transactions", file: "csv/orders-*.csv", columns: { transaction: "Order" }, mode: "replace" },
  ],
};

test.each([
  ["all files", ["hr.csv", "orders-2026.csv"], [["hr.csv"], ["csv/orders-*.csv", "replace"]]],
  ["one of them", ["orders-2026.csv"], [["csv/orders-*.csv", "replace"]]],
  ["corrected rows, which never replace the others", ["orders-2026.rejected.csv"], [["csv/orders-*.csv"]]],
  ["none of them", ["quotas.csv"], []],
])("of a mapping, %s: what reads them", (_title, names, expected) => {
  const { tables } = forFiles(
    MAPPING,
    names.map((name) => file(name)),
  );
  expect(tables.map(({ file: read, mode }) => (mode === undefined ? [read] : [read, mode]))).toEqual(expected);
});

test("corrected rows under another name are read as the import did that refused them, the other files as proposed", () => {
  const before = {
    aliases: { people: { "Bob Rai": "2" } },
    tables: [{ table: "transactions", file: "fixed.xlsx", columns: { owner: { column: "Rep", aliases: "people" } } }],
  };
  const files = [file("fixed.xlsx", before), file("hr.csv")];
  const proposed: MappingDocument = { tables: [{ table: "people", file: "hr.csv", columns: { participant: "Id" } }] };
  const whole = withCorrections(proposed, files);
  expect(forFiles(whole, files)).toEqual({ ...before, tables: [...before.tables, ...proposed.tables] });
});
