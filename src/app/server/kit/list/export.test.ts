import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { inflateRawSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { z } from "@hono/zod-openapi";
import { expect, test } from "vitest";
import { choice, type Column, day, decimal, integer, nullable, structure, text, time, truth } from "./columns.ts";
import { exportBytes } from "./export-file.ts";
import type { Format } from "./query.ts";

const COLUMNS: Readonly<Record<string, Column>> = {
  name: text("Name"),
  kind: choice(["order", "return"], "Kind"),
  date: nullable(day("Date")),
  amount: decimal("Amount"),
  lines: integer("Lines"),
  voided: truth("Voided"),
  at: time("At"),
  tags: structure(z.array(z.string()), "Tags"),
};
const ROWS = [
  ["=1+1", "order", "2026-01-31", "0.30", 2, false, "2026-01-31T10:00:00.000Z", ["a"]],
  ['-5 days, "net"', "return", null, "-250.00", 1, true, "2026-02-28T23:59:59.000Z", []],
  ["Émile\u0001", "order", "2026-12-01", "123456789012345678.000001", 0, false, "2026-12-01T00:00:00.000Z", []],
];
const TOTAL = "123456789012345428.300001";

async function exported(format: Format, rows: readonly (readonly unknown[])[] = ROWS): Promise<Buffer> {
  const columns = Object.entries(COLUMNS).map(([name, column]) => ({ ...column, name }));
  async function* pages() {
    yield rows.slice(0, 2);
    yield rows.slice(2);
  }
  const parts: Uint8Array[] = [];
  for await (const part of exportBytes(format, { columns, pages: pages() }, new AbortController().signal)) parts.push(part);
  return Buffer.concat(parts);
}

test("CSV escapes text that a spreadsheet would run, and leaves a clawback a number", async () => {
  expect((await exported("csv")).toString()).toBe(
    [
      "name,kind,date,amount,lines,voided,at,tags",
      '\'=1+1,order,2026-01-31,0.30,2,false,2026-01-31T10:00:00.000Z,"[""a""]"',
      '"\'-5 days, ""net""",return,,-250.00,1,true,2026-02-28T23:59:59.000Z,[]',
      "Émile\u0001,order,2026-12-01,123456789012345678.000001,0,false,2026-12-01T00:00:00.000Z,[]",
      "",
    ].join("\r\n"),
  );
});

test("JSON is a page with every row", async () => {
  const { items, nextCursor } = JSON.parse((await exported("json")).toString()) as { items: object[]; nextCursor: null };
  expect(nextCursor).toBeNull();
  expect(items).toHaveLength(3);
  expect(items[1]).toEqual({
    name: '-5 days, "net"',
    kind: "return",
    date: null,
    amount: "-250.00",
    lines: 1,
    voided: true,
    at: "2026-02-28T23:59:59.000Z",
    tags: [],
  });
  expect(JSON.parse((await exported("json", [])).toString())).toEqual({ items: [], nextCursor: null });
});

test("Parquet keeps types, and another program sums the same amount to the last digit", async () => {
  const folder = mkdtempSync(join(tmpdir(), "attain-export-"));
  const file = join(folder, "rows.parquet");
  writeFileSync(file, await exported("parquet"));
  const database = await (await DuckDBInstance.create()).connect();
  const found = await database.runAndReadAll(
    `select sum(amount)::decimal(38,6)::text, sum(lines)::text, min(date)::text, max("at")::text, count(*) filter (voided)::text, min(tags), count(date)::text from '${file}'`,
  );
  expect(found.getRows()).toEqual([[TOTAL, "3", "2026-01-31", "2026-12-01 00:00:00", "1", '["a"]', "2"]]);
  rmSync(folder, { recursive: true });
  await expect(exported("parquet", [])).resolves.toHaveProperty("length");
});

test("XLSX holds figures as figures, but as text where a sheet would lose digits, and no character that XML forbids", async () => {
  const sheet = entryOf(await exported("xlsx"), "xl/worksheets/sheet1.xml") + entryOf(await exported("xlsx"), "xl/sharedStrings.xml");
  expect(sheet).toMatch(/<v>0\.3<\/v>/);
  expect(sheet).toMatch(/<v>-250<\/v>/);
  expect(sheet).toMatch(/>123456789012345678\.000001</);
  expect(sheet).toMatch(/>&apos;=1\+1<|>'=1\+1</);
  expect(sheet).toContain("Émile<");
});

test("a workbook of many rows is made beside what the server answers meanwhile", async () => {
  const rows = Array.from({ length: 20_000 }, () => ROWS[0] ?? []);
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const startedMs = performance.now();
  await exported("xlsx", rows);
  const tookMs = performance.now() - startedMs;
  delay.disable();
  expect(tookMs).toBeGreaterThan(delay.max / 1e6);
  expect(delay.max / 1e6, `longest block of ${Math.round(tookMs)} ms`).toBeLessThan(500);
});

test("whoever stops reading ends the making, and others have their turn", async () => {
  async function* endless() {
    for (;;) yield ROWS;
  }
  const columns = Object.entries(COLUMNS).map(([name, { kind }]) => ({ name, kind }));
  const unwanted = new AbortController();
  const left = [1, 2, 3].map(() => exportBytes("parquet", { columns, pages: endless() }, unwanted.signal)[Symbol.asyncIterator]().next());
  unwanted.abort();
  expect((await Promise.allSettled(left)).map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  await expect(exported("xlsx")).resolves.toHaveProperty("length");
});

/** The text of a file in a zip, found by its central directory. */
function entryOf(zip: Buffer, name: string): string {
  const place = zip.lastIndexOf(Buffer.from(name, "latin1"));
  if (place < 0) return "";
  const record = place - 46;
  const start = zip.readUInt32LE(record + 42);
  const data = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28);
  const bytes = zip.subarray(data, data + zip.readUInt32LE(record + 20));
  return (zip.readUInt16LE(record + 10) === 8 ? inflateRawSync(bytes) : bytes).toString();
}
