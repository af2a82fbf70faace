import { describe, expect, test } from "vitest";
import { declareFormats } from "../../table/formats.ts";
import { cellReader } from "../../table/parse-cell.ts";
import { typedCell } from "../../table/typed-cell.ts";
import { profileColumn } from "./column-profile.ts";
import { suggestAlias } from "./suggest-alias.ts";
import { type RecognisedFile, suggestEntry } from "./suggest-mapping.ts";

const file = (name: string, columns: Readonly<Record<string, readonly string[]>>): RecognisedFile => ({
  file: name,
  columns: Object.entries(columns).map(([header, cells]) => profileColumn(header, cells)),
});
const NOTHING = new Map();

describe("a column is recognised by its cells", () => {
  test.each([
    ["dates of ISO", ["2026-03-04", "2026-12-31"], "date", ["yyyy-MM-dd"]],
    ["German dates", ["4.3.2026", "31.12.2026"], "date", ["d.M.yyyy"]],
    ["American dates", ["3/4/2026", "12/31/2026"], "date", ["M/d/yyyy"]],
    ["dates that may be either", ["03/04/2026", "05/06/2026"], "date", ["d/M/yyyy", "M/d/yyyy"]],
    ["dates of which both readings are one day", ["03/03/2026"], "date", ["d/M/yyyy"]],
    ["dates with a time", ["2026-03-04 00:00:00.000"], "date", ["yyyy-MM-dd HH:mm:ss.SSS"]],
    ["years of two digits", ["31/12/26"], "date", ["d/M/yy"]],
    ["names", ["Ann", "Bo"], "text", []],
    ["codes with leading zeros", ["007", "042"], "text", []],
    ["currencies", ["EUR", "USD"], "currency", []],
    ["flags", ["yes", "no"], "boolean", []],
    ["nothing", ["", "NULL"], "blank", []],
    ["dates of a workbook", [typedCell("2026-03-04")], "date", []],
  ] as const)("%s", (_, cells, type, dates) => {
    const profile = profileColumn("x", cells);
    expect([profile.type, profile.dates.map(({ date }) => date)]).toEqual([type, dates]);
  });

  test.each([
    ["1234.50", "-7"],
    ["1,234.50", "-7"],
    ["1.234,50", "-7"],
    ["1 234,50", "-7"],
    ["1'234.50", "-7"],
    ["€ 1.234,50", "€ -7,00"],
    ["$1,234.50", "($7.00)"],
    ["12,34,567.50", "3"],
  ])("%s is read as the same number by the format that is found", (...cells) => {
    const { numbers, type } = profileColumn("x", cells);
    expect([type, numbers]).toHaveLength(2);
    expect(numbers).toHaveLength(1);
    const read = cellReader({ name: "x", type: "amount", help: "" }, declareFormats({ number: numbers[0] }), { amountDigits: 2 });
    expect(read(cells[0] ?? "")).toEqual(
      cells[0]?.startsWith("12,34") ? { unscaled: 123456750n, scale: 2 } : { unscaled: 123450n, scale: 2 },
    );
  });

  const days = Array.from(
    { length: 60 },
    (_, n) => `${String((n % 12) + 1).padStart(2, "0")}/${String(13 + (n % 15)).padStart(2, "0")}/2026`,
  );
  test.each([
    ["dates among which two are written otherwise", [...days, "17/06/2026", "25/06/2026"], "date", ["M/d/yyyy"]],
    [
      "dates of which as many are written otherwise",
      [...days.slice(0, 10), ...days.slice(0, 10).map((day) => day.replace(/(..).(..)/, "$2/$1"))],
      "text",
      [],
    ],
  ] as const)("%s", (_, cells, type, dates) => {
    const profile = profileColumn("x", cells);
    expect([profile.type, profile.dates.map(({ date }) => date)]).toEqual([type, dates]);
  });
  test("numbers among which one is written otherwise", () => {
    const profile = profileColumn("x", [...Array.from({ length: 40 }, (_, n) => `${n + 1},${100 + n}.50`), "1.234,56"]);
    expect([profile.type, profile.numbers]).toEqual(["number", [{ grouping: "," }]]);
  });

  test("1.234 may be a thousand or one and a bit: a choice", () => {
    expect(profileColumn("x", ["1.234"]).numbers).toEqual([{}, { decimal: ",", grouping: "." }]);
  });
});

describe("a mapping is proposed", () => {
  test("for English and German headers", () => {
    const english = suggestEntry(
      file("orders.csv", {
        "Order No.": ["A1", "A2"],
        "Order Date": ["2026-03-04", "2026-03-31"],
        "Net Amount": ["10", "20"],
        "Sales Rep": ["Ann", "Bo"],
      }),
      NOTHING,
      NOTHING,
    );
    expect(english?.entry).toEqual({
      table: "transactions",
      file: "orders.csv",
      columns: { transaction: "Order No.", date: "Order Date", owner: "Sales Rep", amount: "Net Amount" },
    });
    const german = suggestEntry(
      file("Aufträge.csv", { Auftragsnummer: ["A1"], Datum: ["31.3.2026"], Betrag: ["1.234,50"], Verkäufer: ["Ann"], Kunde: ["Acme"] }),
      NOTHING,
      NOTHING,
    );
    expect(german?.entry).toEqual({
      table: "transactions",
      file: "Aufträge.csv",
      columns: {
        transaction: "Auftragsnummer",
        date: { column: "Datum", date: "d.M.yyyy" },
        customer: "Kunde",
        owner: "Verkäufer",
        amount: { column: "Betrag", number: { decimal: ",", grouping: "." } },
      },
    });
  });

  test("with a question where 03/04/2026 can be read twice, and no format of its own", () => {
    const found = suggestEntry(file("orders.csv", { id: ["1", "2"], date: ["03/03/2026", "03/04/2026"], amount: ["1"] }), NOTHING, NOTHING);
    expect(found?.entry.columns["date"]).toBe("date");
    expect(found?.questions).toEqual([
      {
        header: "date",
        column: "date",
        sample: "03/04/2026",
        choices: [
          { column: "date", date: "d/M/yyyy" },
          { column: "date", date: "M/d/yyyy" },
        ],
      },
    ]);
  });

  test("a column whose values are known ids refers to them", () => {
    const known = new Map([["people", new Set(["ann", "bo"])]]);
    const found = suggestEntry(
      file("orders.csv", { id: ["1", "2"], date: ["2026-03-04"], amount: ["1"], closer: ["Ann", "Bo"] }),
      NOTHING,
      known,
    );
    expect(found?.entry.columns["owner"]).toBe("closer");
  });

  test("tells what is missing, and nothing for a file of nothing", () => {
    expect(suggestEntry(file("orders.csv", { id: ["1"], amount: ["1"] }), NOTHING, NOTHING)?.missing).toEqual(["date"]);
    expect(suggestEntry(file("notes.csv", { remark: ["x"] }), NOTHING, NOTHING)).toBeUndefined();
  });
});

describe("an unknown value", () => {
  const known = [
    { id: "p1", name: "GTX Pro" },
    { id: "p2", name: "GTX Basic" },
    { id: "p3", name: "MG Special" },
  ];
  test.each([
    ["GTXPro", ["p1"], true],
    ["gtx-basik", ["p2"], true],
    ["Banana", [], false],
  ] as const)("%s", (value, ids, clear) => {
    const found = suggestAlias(value, known);
    expect([found.candidates.map(({ id }) => id), found.clear]).toEqual([ids, clear]);
  });
  test("with two names equally near is a choice", () => {
    const found = suggestAlias("Ann Lee", [
      { id: "1", name: "Ann Leo" },
      { id: "2", name: "Ann Lea" },
    ]);
    expect([found.candidates.length, found.clear]).toEqual([2, false]);
  });
});
