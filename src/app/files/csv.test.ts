import { createWriteStream } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip, gzipSync } from "node:zlib";
import fc from "fast-check";
import { encode } from "iconv-lite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { csvLine, escapeFormula, unescapeFormula } from "../../table/write-csv.ts";
import { type CsvOptions, openCsv } from "./csv.ts";
import { FileRefusal } from "./file-refusal.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "attain-csv-"));
});
afterAll(() => rm(folder, { recursive: true }));

let files = 0;
async function written(content: string | Buffer): Promise<string> {
  const path = join(folder, `${++files}.csv`);
  await writeFile(path, content);
  return path;
}

type Seen = { header: readonly string[]; rows: (readonly string[])[]; lines: number[]; problems: string[]; decision: string };
async function readAll(path: string, options: CsvOptions = {}): Promise<Seen> {
  const csv = await openCsv(path, "f.csv", options);
  const seen: Seen = { header: csv.header, rows: [], lines: [], problems: [], decision: csv.decision };
  for await (const batch of csv.batches) {
    for (const row of batch.rows) seen.rows.push(row);
    for (const line of batch.lines) seen.lines.push(line);
    seen.problems.push(...batch.problems.map((problem) => `${problem.line} ${problem.code}`));
  }
  return seen;
}
async function refusal(path: string, options: CsvOptions = {}): Promise<string> {
  try {
    const csv = await openCsv(path, "f.csv", options);
    for await (const batch of csv.batches) if (batch.rows.length === 0) break;
    return "read";
  } catch (error) {
    return error instanceof FileRefusal ? error.message : String(error);
  }
}

describe("layouts that are read", () => {
  test.each<[string, string | Buffer, CsvOptions, string[][], number[]]>([
    [
      "plain",
      "a,b\n1,2\n3,4\n",
      {},
      [
        ["1", "2"],
        ["3", "4"],
      ],
      [2, 3],
    ],
    ["missing last newline", "a,b\n1,2", {}, [["1", "2"]], [2]],
    [
      "Windows line ends",
      "a,b\r\n1,2\r\n3,4\r\n",
      {},
      [
        ["1", "2"],
        ["3", "4"],
      ],
      [2, 3],
    ],
    [
      "Windows line ends and quotes",
      'a,b\r\n"1",2\r\n3,"4"\r\n',
      {},
      [
        ["1", "2"],
        ["3", "4"],
      ],
      [2, 3],
    ],
    [
      "old Mac line ends",
      "a,b\r1,2\r3,4",
      {},
      [
        ["1", "2"],
        ["3", "4"],
      ],
      [2, 3],
    ],
    ["byte order mark", "\ufeffa,b\n1,2\n", {}, [["1", "2"]], [2]],
    ["semicolons, detected", "a;b\n1;2,5\n", {}, [["1", "2,5"]], [2]],
    ["pipes, detected", "a|b\n1|2\n", {}, [["1", "2"]], [2]],
    ["tabs, detected", "a\tb\n1\t2\n", {}, [["1", "2"]], [2]],
    ["a delimiter in a quoted header", '"a,x,y";b\n1;2\n', {}, [["1", "2"]], [2]],
    ["declared delimiter", "a;b,c\n1;2,3\n", { delimiter: "," }, [["1;2", "3"]], [2]],
    [
      "embedded line breaks count as lines",
      'a,b\n"1\n1",2\n3,4\n',
      {},
      [
        ["1\n1", "2"],
        ["3", "4"],
      ],
      [2, 4],
    ],
    ["doubled quotes", 'a,b\n"say ""hi""",2\n', {}, [['say "hi"', "2"]], [2]],
    ["a quote inside an unquoted cell", 'a,b\n5" pipe,2\n', {}, [['5" pipe', "2"]], [2]],
    [
      "blank lines are passed over",
      "a,b\n\n1,2\n  \n3,4\n\n",
      {},
      [
        ["1", "2"],
        ["3", "4"],
      ],
      [3, 5],
    ],
    ["cells beginning with = are text", "a,b\n=1+1,2\n", {}, [["=1+1", "2"]], [2]],
    ["headers only", "a,b\n", {}, [], []],
    ["headers without newline", "a,b", {}, [], []],
    ["one column", "a\n1\n2", {}, [["1"], ["2"]], [2, 3]],
    ["windows-1252, declared", encode("a,b\nMüller €,2\n", "windows-1252"), { encoding: "windows-1252" }, [["Müller €", "2"]], [2]],
    ["latin1, declared", encode("a,b\nMüller,2\n", "latin1"), { encoding: "latin1" }, [["Müller", "2"]], [2]],
    ["utf-16 with its mark", encode("a,b\nMüller,2\n", "utf-16le", { addBOM: true }), {}, [["Müller", "2"]], [2]],
    ["utf-16, declared", encode("a,b\nMüller,2\n", "utf-16"), { encoding: "utf-16" }, [["Müller", "2"]], [2]],
    ["gzip", gzipSync("a,b\n1,2\n"), {}, [["1", "2"]], [2]],
  ])("%s", async (_label, content, options, rows, lines) => {
    const seen = await readAll(await written(content), options);
    expect({ rows: seen.rows, lines: seen.lines, problems: seen.problems }).toEqual({ rows, lines, problems: [] });
  });
  test("the decision about the delimiter is told", async () => {
    expect((await readAll(await written("a;b\n1;2"))).decision).toBe("semicolon (detected from the header)");
    expect((await readAll(await written("a;b\n1;2"), { delimiter: "," })).decision).toBe("comma (declared)");
  });
  test("a character that two chunks share", async () => {
    const text = `a,b\n${"é".repeat(300_000)},1\n`;
    expect((await readAll(await written(text))).rows).toEqual([["é".repeat(300_000), "1"]]);
  });
});

describe("rows set apart", () => {
  test.each([
    ["too few and too many cells", "a,b\n1\n2,3\n4,5,6\n", ["2 ragged-row", "4 ragged-row"], [["2", "3"]]],
    ["a quotation mark that is not doubled", 'a,b\n"x"y,2\n3,4\n', ["2 broken-quotes"], []],
    ["a quotation mark that is never closed", 'a,b\n1,2\n"x,3\n4,5\n', ["3 broken-quotes"], [["1", "2"]]],
  ])("%s", async (_label, content, problems, rows) => {
    const seen = await readAll(await written(content));
    expect({ problems: seen.problems, rows: seen.rows }).toEqual({ problems, rows });
  });
});

describe("files that are refused", () => {
  test.each<[string, string | Buffer, CsvOptions, RegExp]>([
    ["empty", "", {}, /f\.csv: is empty/],
    ["empty but for a mark", "\ufeff\n\n", {}, /is empty/],
    ["empty gzip", gzipSync(""), {}, /is empty/],
    ["a header twice", "a,b,a\n1,2,3", {}, /f\.csv:1: a: stands twice/],
    ["a header that can be read in two ways", "a,b;c\n1,2;3", {}, /as many commas as semicolons.*"delimiter"/],
    ["windows-1252 not declared", encode("a,b\n1,2\n3,4\nMüller,2\n", "windows-1252"), {}, /f\.csv:4: is not UTF-8.*windows-1252/],
    ["a cut character at the end", Buffer.from("a,b\n1,é").subarray(0, 7), {}, /f\.csv:2: is not UTF-8/],
    ["a long line", `a,b\n1,2\n${"x".repeat(3 << 20)}\n`, {}, /f\.csv:3: has a row of more than 1,048,576 characters/],
    ["a long header", "x".repeat(5000), { lineCharactersMax: 1000 }, /f\.csv:1: has a row/],
    ["an open quote that swallows the file", `a,b\n"1,2\n${"3,4\n".repeat(500)}`, { lineCharactersMax: 1000 }, /f\.csv:2: .*never closed/],
    ["too many bytes", "a,b\n".repeat(1000), { bytesMax: 1000 }, /more than 1,000 bytes/],
    ["cut gzip", gzipSync("a,b\n1,2\n".repeat(1000)).subarray(0, 40), {}, /damaged gzip/],
  ])("%s", async (_label, content, options, message) => expect(await refusal(await written(content), options)).toMatch(message));
  test("a name that lies", async () => {
    const path = join(folder, "lies.csv.gz");
    await writeFile(path, "a,b\n");
    expect(await refusal(path)).toMatch(/named \.gz but is not gzip/);
  });
  test("no such file", async () => expect(await refusal(join(folder, "none.csv"))).toMatch(/cannot be read \(there is no such file\)/));
  test("a gzip bomb is refused while it decompresses", async () => {
    const path = join(folder, "bomb.csv.gz");
    const block = Buffer.alloc(1 << 20, "0,1\n");
    await pipeline(Readable.from(Array.from({ length: 256 }, () => block)), createGzip({ level: 1 }), createWriteStream(path));
    expect(await refusal(path, { bytesMax: 32 << 20 })).toMatch(/33,554,432 bytes when decompressed/);
  });
  test("a line of 2 GB is refused after its first megabyte", async () => {
    const path = join(folder, "long.csv.gz");
    // 2 GiB of x as many gzip members of 16 MiB each: small on disk, one line when decompressed.
    const member = gzipSync(Buffer.alloc(16 << 20, "x"), { level: 9 });
    await pipeline(Readable.from([gzipSync("a,b\n1,2\n"), ...Array.from({ length: 128 }, () => member)]), createWriteStream(path));
    const before = process.memoryUsage().rss;
    expect(await refusal(path)).toMatch(/f\.csv:3: has a row of more than 1,048,576 characters/);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 << 20);
  });
});

describe("writing and reading are inverse", () => {
  const cell = fc
    .string({ unit: "grapheme", maxLength: 12 })
    .map((text) => text.replaceAll("\u0000", "").replace(/\r$/, ""))
    .map((text) => (text.trim() === "" ? "x" : text));
  const rows = fc.array(fc.tuple(cell, fc.oneof(cell, fc.constantFrom('"', ",", "a\nb", "a\r\nb", ";", "|", "\t", "=1", "'=1", "-5"))), {
    minLength: 1,
    maxLength: 8,
  });
  test("cells", () =>
    fc.assert(
      fc.asyncProperty(rows, async (table) => {
        const text = [["a", "b"], ...table].map((cells) => csvLine(cells)).join("");
        expect((await readAll(await written(text))).rows).toEqual(table);
      }),
      { numRuns: 50 },
    ));
  test("escaped formulas", () =>
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom("=1", "'=1", "''=1", "@x", "+", "-1", "\tx", "'x")), (text) => {
        expect(unescapeFormula(escapeFormula(text))).toBe(text);
        // oxlint-disable-next-line no-control-regex -- exactly these
        expect(escapeFormula(text)).not.toMatch(/^[=+\-@\t\r\n\0＝＋－＠]/);
      }),
    ));
});
