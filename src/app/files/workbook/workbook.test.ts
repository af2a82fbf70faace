import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { type TestBook, workbook } from "../../../../test/support/workbook.ts";
import { openCsv } from "../csv.ts";
import { dateText, numberText, percentText, styleOf, timeText } from "./number-format.ts";
import { sheetsOf } from "./open.ts";

const folder = mkdtempSync(join(tmpdir(), "attain-workbook-"));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
async function rowsOf(
  book: TestBook,
  sheet = "",
): Promise<{ header: readonly string[]; rows: (readonly string[])[]; lines: number[]; problems: string[] }> {
  const path = join(folder, `${files++}.xlsx`);
  writeFileSync(path, workbook(book));
  const csv = await openCsv(`${path}${sheet}`, `book.xlsx${sheet}`);
  const rows: (readonly string[])[] = [];
  const lines: number[] = [];
  const problems: string[] = [];
  for await (const batch of csv.batches) {
    rows.push(...batch.rows);
    lines.push(...batch.lines);
    problems.push(...batch.problems.map(({ line, reason }) => `${line}: ${reason}`));
  }
  return { header: csv.header, rows, lines, problems };
}

const text = (place: string, value: string) => `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`;
const number = (place: string, value: string | number, style = 0) => `<c r="${place}" s="${style}"><v>${value}</v></c>`;
const row = (line: number, ...cells: readonly string[]) => `<row r="${line}">${cells.join("")}</row>`;

describe("a sheet of a workbook", () => {
  test("gives shared and inline texts, numbers, dates, percentages, flags, errors and the saved values of formulas", async () => {
    const read = await rowsOf({
      texts: "<si><t>id</t></si><si><r><t>Ac</t></r><r><t>me</t></r><rPh><t>x</t></rPh></si>",
      formats: ["dd/mm/yyyy", "0.0%", "h:mm"],
      sheets: [
        {
          name: "Deals",
          rows:
            row(
              2,
              '<c r="A2" t="s"><v>0</v></c>',
              ...["customer", "amount", "date", "share", "time", "won", "sum", "fault"].map((name, index) =>
                text(`${"BCDEFGHI"[index]}2`, name),
              ),
            ) +
            row(
              4,
              text("A4", "1"),
              '<c r="B4" t="s"><v>1</v></c>',
              number("C4", "1234.5599999999999"),
              number("D4", 46085, 1),
              number("E4", "0.125", 2),
              number("F4", 0.5, 3),
              '<c r="G4" t="b"><v>1</v></c>',
              '<c r="H4"><f>C4*2</f><v>2469.12</v></c>',
              '<c r="I4" t="e"><v>#N/A</v></c>',
            ) +
            row(5, text("A5", "2"), '<c r="H5"><f>C5*2</f></c>'),
        },
      ],
    });
    expect(read.header).toEqual(["id", "customer", "amount", "date", "share", "time", "won", "sum", "fault"]);
    expect(read.rows).toEqual([
      ["1", "Acme", "1234.56", "2026-03-04", "12.5%", "12:00:00", "true", "2469.12", "#N/A"],
      ["2", "", "", "", "", "", "", "=C5*2", ""],
    ]);
    expect(read.lines).toEqual([4, 5]);
  });

  test("counts days from 1904 where the workbook says so", async () => {
    const sheets = [{ name: "S", rows: row(1, text("A1", "day")) + row(2, number("A2", 44623, 1)) }];
    expect((await rowsOf({ sheets, formats: ["yyyy-mm-dd"], from1904: true })).rows).toEqual([["2026-03-04"]]);
  });

  test("repeats merged texts and dates on the rows they span, but never numbers", async () => {
    const read = await rowsOf({
      formats: ["d.m.yy"],
      sheets: [
        {
          name: "S",
          rows:
            row(1, text("A1", "region"), text("B1", "day"), text("C1", "amount"), text("D1", "id")) +
            row(2, text("A2", "North"), number("B2", 46085, 1), number("C2", 10), text("D2", "a")) +
            row(3, text("D3", "b")) +
            row(4, text("D4", "c")),
          after: '<mergeCells count="3"><mergeCell ref="A2:A3"/><mergeCell ref="B2:B3"/><mergeCell ref="C2:C3"/></mergeCells>',
        },
      ],
    });
    expect(read.rows).toEqual([
      ["North", "2026-03-04", "10", "a"],
      ["North", "2026-03-04", "", "b"],
      ["", "", "", "c"],
    ]);
  });

  test("is named behind the file; a workbook of several sheets asks which", async () => {
    const book: TestBook = {
      sheets: ["One", "Two", "Hidden"].map((name) => ({ name, rows: row(1, text("A1", name)), hidden: name === "Hidden" })),
    };
    expect((await rowsOf(book, "#Two")).header).toEqual(["Two"]);
    await expect(rowsOf(book)).rejects.toThrow("book.xlsx: has several sheets: One, Two. Name one behind the file, such as book.xlsx#One");
    await expect(rowsOf(book, "#Three")).rejects.toThrow('book.xlsx#Three: has no sheet "Three". Its sheets are One, Two');
    expect(await sheetsOf(join(folder, `${files - 1}.xlsx`), "book.xlsx")).toEqual(["One", "Two"]);
  });

  test("refuses content beside the table, with its row; empty formatted cells do not count", async () => {
    const read = await rowsOf({
      sheets: [
        {
          name: "S",
          rows: row(1, text("A1", "id")) + row(2, text("A2", "1"), '<c r="XFD2" s="0"/>') + row(3, text("A3", "2"), text("C3", "note")),
        },
      ],
    });
    expect(read.rows).toEqual([["1"]]);
    expect(read.problems).toEqual(["3: has 3 cells; the header has 1"]);
  });

  test("keeps thousands of rows in order", async () => {
    const rows = Array.from({ length: 5000 }, (_, index) => row(index + 2, number(`A${index + 2}`, index))).join("");
    const read = await rowsOf({ sheets: [{ name: "S", rows: row(1, text("A1", "n")) + rows }] });
    expect(read.rows.map(([cell]) => cell)).toEqual(Array.from({ length: 5000 }, (_, index) => String(index)));
  });
});

test.each([
  [14, undefined, "date"],
  [20, undefined, "time"],
  [10, undefined, "percent"],
  [0, undefined, "number"],
  [200, "General", "number"],
  [200, "[$-407]d. mmmm yyyy", "date"],
  [200, '#,##0.00 "days"', "number"],
  [200, "[Red]0.00", "number"],
  [200, "[h]:mm:ss", "time"],
  [200, "mmm", "date"],
  [200, "0.00%;[Red]-0.00%", "percent"],
] as const)("format %i %s is a %s", (id, code, style) => expect(styleOf(id, code)).toBe(style));

test.each([
  ["1234.5599999999999", "1234.56"],
  ["0.30000000000000004", "0.3"],
  ["1.5E-3", "0.0015"],
  ["1E+5", "100000"],
  ["-2.5e1", "-25"],
  ["123456789012345678", "123456789012346000"],
  ["100", "100"],
  ["-0.00", "-0.00"],
  ["abc", undefined],
  ["1e999", undefined],
])("the stored number %s is %s", (stored, shown) => expect(numberText(stored)).toBe(shown));

test.each([
  ["1", "1900-01-01"],
  ["59", "1900-02-28"],
  ["60", undefined],
  ["61", "1900-03-01"],
  ["46085.75", "2026-03-04"],
  ["46084.99999999999", "2026-03-04"],
  ["-1", undefined],
  ["3000000", undefined],
])("serial %s is %s", (serial, day) => expect(dateText(serial, false)).toBe(day));

test("percentages and times", () => {
  expect([percentText("0.125"), percentText("0.07"), percentText("1"), timeText("0.604166666666667")]).toEqual([
    "12.5%",
    "7%",
    "100%",
    "14:30:00",
  ]);
});
