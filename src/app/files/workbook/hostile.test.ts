import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { workbook, workbookParts, zip, type ZipPart } from "../../../../test/support/workbook.ts";
import { openCsv } from "../csv.ts";
import { FileRefusal } from "../file-refusal.ts";

/** Files that somebody might send to harm the server. Each is refused with these words, or read as the plain text that it is. */
const folder = mkdtempSync(join(tmpdir(), "attain-hostile-"));
afterAll(() => rmSync(folder, { recursive: true }));

const cell = (place: string, value: string) => `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`;
const HEADER = `<row r="1">${cell("A1", "id")}</row>`;
const sheet = (rows: string, after = "") => workbook({ sheets: [{ name: "S", rows: HEADER + rows, after }] });
const parts = () => workbookParts({ sheets: [{ name: "S", rows: HEADER }] });
/** The parts with one of them replaced or added. */
const withPart = (part: ZipPart) => [...parts().filter(({ name }) => name !== part.name), part];
const xml = (content: string | Buffer) => zip(withPart({ name: "xl/worksheets/sheet0.xml", content }));
const xmlPart = (name: string, content: string) => zip(withPart({ name, content }));
const MIB = 1 << 20;
const zeros = (mib: number) => Buffer.alloc(mib * MIB, " ");
const honest = sheet(`<row r="2">${cell("A2", "1")}</row>`);
const broken = (at: number, value: number) => {
  const bytes = Buffer.from(honest);
  bytes[at] = value;
  return bytes;
};
const doctype = (inner: string, use = "x") =>
  `<!DOCTYPE worksheet [${inner}]><worksheet><sheetData><row r="1">${cell("A1", use)}</row></sheetData></worksheet>`;

type Case = readonly [name: string, file: string, bytes: () => Buffer, refusal: RegExp | null];
const DAMAGED = /damaged/;
const CASES: readonly Case[] = [
  // bombs
  ["a sheet of 200 MiB of blanks", "b.xlsx", () => xml(zeros(200)), /unpacks to 200 MiB/],
  [
    "shared texts of 200 MiB of blanks",
    "b.xlsx",
    () => zip(withPart({ name: "xl/sharedStrings.xml", content: zeros(200) })),
    /unpacks to 200 MiB/,
  ],
  ["styles of 64 MiB of blanks", "b.xlsx", () => zip(withPart({ name: "xl/styles.xml", content: zeros(64) })), /unpacks to 64 MiB/],
  [
    "a workbook file of 64 MiB of blanks",
    "b.xlsx",
    () => zip(withPart({ name: "xl/workbook.xml", content: zeros(64) })),
    /unpacks to 64 MiB/,
  ],
  ["relations of 64 MiB of blanks", "b.xlsx", () => zip(withPart({ name: "_rels/.rels", content: zeros(64) })), /unpacks to 64 MiB/],
  [
    "a bomb whose header lies about its size",
    "b.xlsx",
    () => zip(withPart({ name: "xl/worksheets/sheet0.xml", content: zeros(64), declaredBytes: 100 })),
    DAMAGED,
  ],
  [
    "a size of 4 GiB in the header",
    "b.xlsx",
    () => zip(withPart({ name: "xl/worksheets/sheet0.xml", content: "x", declaredBytes: 0xfffffffe })),
    /unpacks to 4096 MiB/,
  ],
  ["a bomb that nobody reads", "b.xlsx", () => zip(withPart({ name: "xl/media/image1.png", content: zeros(64) })), null],
  ["a workbook inside the workbook", "b.xlsx", () => zip(withPart({ name: "xl/embeddings/inner.xlsx", content: honest })), null],
  [
    "10,001 files inside",
    "b.xlsx",
    () => zip([...parts(), ...Array.from({ length: 10_001 }, (_, index) => ({ name: `x${index}`, content: "", stored: true }))]),
    /holds 10007 files/,
  ],
  ["a gzip bomb of CSV", "b.csv.gz", () => gzipSync(zeros(64)), /more than 1,048,576 characters/],
  ["a gzip bomb of lines", "b.csv.gz", () => gzipSync(Buffer.from("id\n" + "\n".repeat(4 * MIB))), null],
  ["gzip inside gzip", "b.csv.gz", () => gzipSync(gzipSync(Buffer.from("id\n1\n"))), /control characters|not UTF-8/],
  ["gzip that is cut", "b.csv.gz", () => gzipSync(Buffer.from("id\n" + "123456789\n".repeat(99_999))).subarray(0, 900), /damaged gzip/],
  ["a name that says gzip", "b.csv.gz", () => Buffer.from("id\n1\n"), /is not gzip/],
  // entities and document types
  ["an external entity", "x.xlsx", () => xml(doctype('<!ENTITY e SYSTEM "file:///etc/passwd">', "&e;")), /document type/],
  ["an external document type", "x.xlsx", () => xml(`<!DOCTYPE worksheet SYSTEM "http://127.0.0.1/x.dtd"><worksheet/>`), /document type/],
  ["a parameter entity", "x.xlsx", () => xml(doctype('<!ENTITY % p SYSTEM "http://127.0.0.1/">%p;')), /document type/],
  [
    "a billion laughs",
    "x.xlsx",
    () =>
      xml(
        doctype(
          `<!ENTITY a "ha">${Array.from({ length: 9 }, (_, index) => `<!ENTITY ${"bcdefghij"[index]} "${`&${"abcdefghi"[index]};`.repeat(10)}">`).join("")}`,
          "&j;",
        ),
      ),
    /document type/,
  ],
  [
    "an entity in the shared texts",
    "x.xlsx",
    () => xmlPart("xl/sharedStrings.xml", `<!DOCTYPE s [<!ENTITY e SYSTEM "file:///etc/passwd">]><sst><si><t>&e;</t></si></sst>`),
    /document type/,
  ],
  [
    "an entity in the relations",
    "x.xlsx",
    () => xmlPart("_rels/.rels", `<!DOCTYPE s [<!ENTITY e SYSTEM "file:///etc/passwd">]><Relationships>&e;</Relationships>`),
    /document type/,
  ],
  [
    "an entity in the styles",
    "x.xlsx",
    () => xmlPart("xl/styles.xml", `<!DOCTYPE s [<!ENTITY e "x">]><styleSheet>&e;</styleSheet>`),
    /document type/,
  ],
  ["an entity that is not declared", "x.xlsx", () => sheet(`<row r="2">${cell("A2", "&nothing;")}</row>`), DAMAGED],
  [
    "an inclusion",
    "x.xlsx",
    () =>
      xml(
        `<worksheet xmlns:xi="http://www.w3.org/2001/XInclude"><sheetData>${HEADER}</sheetData><xi:include href="file:///etc/passwd" parse="text"/></worksheet>`,
      ),
    null,
  ],
  // size and shape of the table
  ["a cell in column 1,000,000", "s.xlsx", () => sheet(`<row r="2">${cell("BDWGN2", "x")}</row>`), /content in column/],
  [
    "10^6 columns in a row",
    "s.xlsx",
    () => sheet(`<row r="2">${"<c><v>1</v></c>".repeat(1_000_000)}</row>`),
    /unpacks to|content in column 2,001/,
  ],
  ["10^6 empty cells in a row", "s.xlsx", () => sheet(`<row r="2">${"<c/>".repeat(1_000_000)}</row>`), null],
  ["10^6 columns in CSV", "s.csv", () => Buffer.from(`${"a,".repeat(1_000_000)}a\n`), /more than 1,048,576 characters/],
  ["400,000 columns in CSV", "s.csv", () => Buffer.from(`${"a,".repeat(400_000)}a\n1\n`), /400,001 columns; at most 2,000/],
  ["the last row of a sheet", "s.xlsx", () => sheet(`<row r="1048576">${cell("A1048576", "x")}</row>`), null],
  ["a row beyond a sheet", "s.xlsx", () => sheet(`<row r="1048577">${cell("A1048577", "x")}</row>`), /rows beyond 1,048,576/],
  ["row number 10^30", "s.xlsx", () => sheet(`<row r="1e30">${cell("A2", "x")}</row>`), /rows beyond/],
  ["row number 0", "s.xlsx", () => sheet(`<row r="0">${cell("A2", "x")}</row>`), /out of order/],
  ["rows that go back", "s.xlsx", () => sheet(`<row r="9">${cell("A9", "x")}</row><row r="2">${cell("A2", "x")}</row>`), /out of order/],
  ["a row number that is no number", "s.xlsx", () => sheet(`<row r="NaN">${cell("A2", "x")}</row>`), /out of order/],
  ["a cell at no place", "s.xlsx", () => sheet(`<row r="2">${cell("?", "x")}</row>`), /has a cell at/],
  ["10,000 nested elements", "s.xlsx", () => sheet("<a>".repeat(10_000)), /nests more than 64/],
  [
    "a text of 4 MiB",
    "s.xlsx",
    () => sheet(`<row r="2">${cell("A2", "abcdefgh".repeat(MIB / 2))}</row>`),
    /more than 1,048,576 characters|unpacks to/,
  ],
  [
    "a shared text of 4 MiB",
    "s.xlsx",
    () => workbook({ sheets: [{ name: "S", rows: HEADER }], texts: `<si><t>${"abcdefgh".repeat(MIB / 2)}</t></si>` }),
    /more than 1,048,576 characters/,
  ],
  ["an attribute of 4 MiB", "s.xlsx", () => sheet(`<row r="${"1".repeat(4 * MIB)}"/>`), /more than 1,048,576 characters/],
  ["a comment of 4 MiB", "s.xlsx", () => sheet(`<!--${"x".repeat(4 * MIB)}-->`), /more than 1,048,576 characters/],
  [
    "a formula of 4 MiB",
    "s.xlsx",
    () => sheet(`<row r="2"><c r="A2"><f>${"1+".repeat(2 * MIB)}1</f></c></row>`),
    /more than 1,048,576 characters/,
  ],
  [
    "200,000 merged cells",
    "s.xlsx",
    () => sheet("", Array.from({ length: 200_000 }, (_, index) => `<mergeCell ref="A${index + 1}:A${index + 3}"/>`).join("")),
    /more than 100,000 merged/,
  ],
  ["one cell merged over all rows", "s.xlsx", () => sheet(`<row r="2">${cell("A2", "x")}</row>`, '<mergeCell ref="A2:XFD1048576"/>'), null],
  [
    "200,000 styles",
    "s.xlsx",
    () => xmlPart("xl/styles.xml", `<styleSheet><cellXfs>${'<xf numFmtId="1"/>'.repeat(200_000)}</cellXfs></styleSheet>`),
    /more than 100000 styles/,
  ],
  [
    "1,500 sheets",
    "s.xlsx",
    () => workbook({ sheets: Array.from({ length: 1500 }, (_, index) => ({ name: `S${index}`, rows: "" })) }),
    /more than 1000 sheets/,
  ],
  [
    "a CSV quotation mark that never closes",
    "s.csv",
    () => Buffer.from(`id,name\n1,"${"x\n".repeat(MIB)}`),
    /more than 1,048,576 characters/,
  ],
  // broken files
  ["an empty workbook", "d.xlsx", () => Buffer.alloc(0), /is empty/],
  ["text named .xlsx", "d.xlsx", () => Buffer.from("id,name\n1,a\n"), /is no workbook/],
  ["an old workbook", "d.xlsx", () => Buffer.from("d0cf11e0a1b11ae1", "hex"), /old Excel workbook/],
  [
    "a binary workbook",
    "d.xlsx",
    () =>
      zip([
        { name: "_rels/.rels", content: `<R><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.bin"/></R>` },
        { name: "xl/workbook.bin", content: "x" },
      ]),
    /binary workbook/,
  ],
  ["a zip without a workbook", "d.xlsx", () => zip([{ name: "readme.txt", content: "hello" }]), /without a workbook/],
  ["a zip without files", "d.xlsx", () => zip([]), /without a workbook/],
  ["only the first half", "d.xlsx", () => honest.subarray(0, honest.length / 2), DAMAGED],
  ["two bytes of zip", "d.xlsx", () => Buffer.from("PK"), DAMAGED],
  ["a damaged directory", "d.xlsx", () => broken(honest.length - 6, 0xff), DAMAGED],
  ["a damaged local header", "d.xlsx", () => broken(0, 0x50), null],
  [
    "an encrypted file inside",
    "d.xlsx",
    () => zip(parts().map((part) => ({ ...part, encrypted: part.name.includes("sheet0") }))),
    /password/,
  ],
  ["deflate that is none", "d.xlsx", () => Buffer.from(honest).fill(0xff, 60, 120), DAMAGED],
  ["XML that does not close", "d.xlsx", () => xml("<worksheet><sheetData>"), DAMAGED],
  ["no XML at all", "d.xlsx", () => xml("hello"), DAMAGED],
  ["bytes that are not UTF-8", "d.xlsx", () => xml(Buffer.from("<worksheet>\xff\xfe</worksheet>", "latin1")), /not UTF-8/],
  ["XML in UTF-16", "d.xlsx", () => xml(Buffer.from("\ufeff<worksheet/>", "utf16le")), /not UTF-8/],
  ["a sheet that is not there", "d.xlsx", () => zip(parts().filter(({ name }) => !name.includes("sheet0"))), /no row with content/],
  ["a way out of the archive", "d.xlsx", () => zip([...parts(), { name: "../../etc/passwd", content: "x" }]), DAMAGED],
  ["a shared text that is not there", "d.xlsx", () => sheet('<row r="2"><c r="A2" t="s"><v>999999999</v></c></row>'), null],
  ["a style that is not there", "d.xlsx", () => sheet('<row r="2"><c r="A2" s="999999999"><v>5</v></c></row>'), null],
  [
    "a day after the end of time",
    "d.xlsx",
    () => workbook({ formats: ["yyyy"], sheets: [{ name: "S", rows: `${HEADER}<row r="2"><c r="A2" s="1"><v>1e300</v></c></row>` }] }),
    null,
  ],
  ["no sheet that is shown", "d.xlsx", () => workbook({ sheets: [{ name: "S", rows: HEADER, hidden: true }] }), /no sheet that is shown/],
  [
    "__proto__ as header and value",
    "p.xlsx",
    () =>
      workbook({
        sheets: [{ name: "__proto__", rows: `<row r="1">${cell("A1", "__proto__")}</row><row r="2">${cell("A2", "constructor")}</row>` }],
      }),
    null,
  ],
  ["__proto__ as attribute", "p.xlsx", () => sheet(`<row r="2" __proto__="x">${cell("A2", "1")}</row>`), null],
];

const reached = { stallMs: 0, rssBytes: 0, slowest: "", slowestMs: 0 };

describe(`${CASES.length} hostile files`, () => {
  beforeAll(async () => {
    // The first reading thread loads its code: not what is measured.
    writeFileSync(join(folder, "warm.xlsx"), honest);
    await readAll("warm.xlsx");
  });

  test.each(CASES)("%s", async (name, file, bytes, refusal) => {
    writeFileSync(join(folder, file), bytes());
    const rssBefore = process.memoryUsage.rss();
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const started = performance.now();
    const answer = await readAll(file);
    delay.disable();
    const took = performance.now() - started;
    if (took > reached.slowestMs) Object.assign(reached, { slowest: name, slowestMs: took });
    reached.stallMs = Math.max(reached.stallMs, delay.max / 1e6);
    reached.rssBytes = Math.max(reached.rssBytes, process.memoryUsage.rss() - rssBefore);
    if (refusal === null) expect(answer).toBe("read");
    else expect(answer).toMatch(refusal);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  test("cost little together", async ({ annotate }) => {
    await annotate(
      `slowest ${reached.slowest}: ${Math.round(reached.slowestMs)} ms; longest stall ${Math.round(reached.stallMs)} ms; most memory ${Math.round(reached.rssBytes / MIB)} MiB`,
    );
    // The aims are 1 s, 50 ms and 64 MiB on a quiet machine (docs/import.md); these bounds hold on a loaded one.
    expect(reached.rssBytes).toBeLessThan(256 * MIB);
    expect(reached.slowestMs).toBeLessThan(30_000);
  });
});

async function readAll(file: string): Promise<string> {
  try {
    const csv = await openCsv(join(folder, file), file);
    // oxlint-disable-next-line no-unused-vars -- read to the end
    for await (const _ of csv.batches);
    return "read";
  } catch (error) {
    if (error instanceof FileRefusal) return error.message;
    throw error;
  }
}
