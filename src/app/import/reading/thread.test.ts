import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import type { ReadCompany } from "../../../company/document.ts";
import type { RowsPart, Sources } from "./messages.ts";
import { inReadingThread } from "./thread.ts";

const folder = mkdtempSync(join(tmpdir(), "attain-reading-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const COMPANY: ReadCompany = {
  document: {
    name: "Acme",
    currency: "USD",
    fiscalYearStartMonth: 1,
    rounding: { at: "window", mode: "half-up" },
    amountDigits: 2,
    attributes: new Map(),
  },
  windows: [],
};

function sources(file: string, content: string | Buffer): Sources {
  writeFileSync(join(folder, file), content);
  return { request: { paths: [join(folder, file)], mapping: null, replace: [] }, company: COMPANY, files: [file] };
}
const people = (count: number): string =>
  `participant,name\n${Array.from({ length: count }, (_, index) => `${index},P ${index}\n`).join("")}`;

async function rowsOf(given: Sources, onPart: (part: RowsPart) => void = () => {}, signal?: AbortSignal): Promise<number> {
  let count = 0;
  await inReadingThread(
    "rows",
    given,
    (part) => {
      count += part.rows.length;
      onPart(part);
    },
    signal,
  );
  return count;
}

test("rows come in order and whole, twice in the same thread and twice at once", async () => {
  const given = sources("people.csv", people(20_000));
  const lines: number[] = [];
  expect(await rowsOf(given, ({ rows }) => lines.push(...rows.map(({ line }) => line)))).toBe(20_000);
  expect(lines).toEqual(Array.from({ length: 20_000 }, (_, index) => index + 2));
  expect(await Promise.all([rowsOf(given), rowsOf(given)])).toEqual([20_000, 20_000]);
});

test("a file without rows is told as one that was read", async () => {
  const parts: RowsPart[] = [];
  await rowsOf(sources("people.csv", "participant,name\n"), (part) => parts.push(part));
  expect(parts).toEqual([{ source: 0, table: "people", file: "people.csv", names: [], rows: [], rejected: [], leftOut: 0 }]);
});

test.each([
  ["an unknown column", "people.csv", "participant,nme\n1,Ann\n", "people.csv:1: nme: is not a column of people. Did you mean name?"],
  ["an empty file", "people.csv", "", "people.csv: is empty"],
  ["text cut out of a gzip", "people.csv.gz", gzipSync(people(5000)).subarray(0, 4000), "people.csv.gz"],
])("%s is refused with its place, and the next file is read", async (_title, file, content, reason) => {
  await expect(rowsOf(sources(file, content))).rejects.toThrow(reason);
  expect(await rowsOf(sources("people.csv", people(3)))).toBe(3);
});

test("files that are others than those that were found are refused", async () => {
  await expect(rowsOf({ ...sources("people.csv", people(3)), files: ["positions.csv"] })).rejects.toThrow("no longer those");
});

test("what fails while a part is dealt with ends the reading and is told", async () => {
  const failing = rowsOf(sources("people.csv", people(20_000)), ({ rows }) => {
    if (rows.length > 0) throw new Error("the database went away");
  });
  await expect(failing).rejects.toThrow("the database went away");
});

test("a cancelled reading ends with the signal's reason", async () => {
  const stop = new AbortController();
  const reading = rowsOf(sources("people.csv", people(50_000)), () => stop.abort(new Error("cancelled")), stop.signal);
  await expect(reading).rejects.toThrow("cancelled");
  await expect(rowsOf(sources("people.csv", people(3)), undefined, stop.signal)).rejects.toThrow("cancelled");
});
