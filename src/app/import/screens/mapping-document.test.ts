import { expect, test } from "vitest";
import { forFiles, type MappingDocument, type RecognisedFile } from "./mapping-document.ts";

const file = (name: string): RecognisedFile => ({
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
  const { tables } = forFiles(MAPPING, names.map(file));
  expect(tables.map(({ file: read, mode }) => (mode === undefined ? [read] : [read, mode]))).toEqual(expected);
});
