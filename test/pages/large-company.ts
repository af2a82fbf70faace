import { appendFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import papaparse from "papaparse";
import type { Day } from "../../src/calendar/day.ts";
import { formatScaled, parseDecimal } from "../../src/money/decimal.ts";
import { csvLine } from "../../src/table/write-csv.ts";
import { DEMO_SEED, generate } from "../../src/app/demo/generate.ts";

/** Sixty people each: 84 of them are a company of 5,040 and about 1,000,000 transactions. */
export const LARGE_COPIES = 84;

/** Whoever stands above everybody, without a plan. */
export const TOP = "e000";

/** Columns that hold the ids of people, seats, territories, customers, deals and sales: they differ from copy to copy. */
const IDS = new Set(
  "participant position parent territory customer order original transaction owner party opportunity attributes.opportunity activity".split(
    " ",
  ),
);
const SHARED = new Set(["", "world"]);
const ONCE = new Set(["products.csv", "company.json"]);

/** How an id of the demo company reads in a copy; the first copy keeps its own. */
export function idIn(copy: number, id: string): string {
  if (copy === 0 || SHARED.has(id)) return id;
  const [whole = "", line] = id.split("/"); // a line of a sale: "IN-26-00012/1"
  return line === undefined ? `${id}-${copy}` : `${whole}-${copy}/${line}`;
}

/**
 * Writes the folder of a large company: the demo company's generator once for each copy, with seeds that follow each other, all under one
 * top seat. In odd copies every sale stands on two lines of half the amount each, as large companies' sales do.
 */
export function writeLargeCompany(folder: string, copies: number, today: Day, report: (message: string) => void): void {
  rmSync(folder, { recursive: true, force: true });
  for (let copy = 0; copy < copies; copy += 1) {
    const { files, timeline } = generate(DEMO_SEED + copy, today);
    for (const [path, text] of files) {
      const place = join(folder, path);
      if (copy === 0) mkdirSync(dirname(place), { recursive: true });
      if (ONCE.has(path) || path.endsWith(".json")) {
        if (copy === 0) writeFileSync(place, path === "company.json" ? text.replace(/"name": "[^"]*"/, '"name": "Large"') : text);
      } else appendFileSync(place, copyOf(copy, path, text));
    }
    const from = new Date(timeline.from * 86_400_000).toISOString().slice(0, 10);
    appendFileSync(join(folder, "reporting-lines.csv"), csvLine([idIn(copy, "cro"), "top", from, ""]));
    if (copy % 20 === 19) report(`written: ${copy + 1} of ${copies} parts of the large company`);
  }
  appendFileSync(join(folder, "people.csv"), csvLine([TOP, "Terry Top", "terry.top@example.com", "2015-01-01", ""]));
  appendFileSync(join(folder, "positions.csv"), csvLine(["top", "Chief executive officer", "direct"]));
  appendFileSync(join(folder, "assignments.csv"), csvLine([TOP, "top", "2015-01-01", ""]));
}

function copyOf(copy: number, path: string, text: string): string {
  const [heading = [], ...rows] = papaparse.parse<string[]>(text, { skipEmptyLines: true }).data;
  const ids = heading.flatMap((name, index) => (IDS.has(name) ? [index] : []));
  const own = rows
    .filter((cells) => copy === 0 || cells[0] !== "world")
    .map((cells) => {
      const renamed = [...cells];
      for (const index of ids) renamed[index] = idIn(copy, renamed[index] ?? "");
      const email = heading.indexOf("email");
      if (email >= 0 && copy > 0) renamed[email] = (renamed[email] ?? "").replace("@", `.${copy}@`);
      return renamed;
    });
  const halved = copy % 2 === 1 && heading.includes("line") ? own.flatMap((cells) => halves(heading, cells)) : own;
  return [...(copy === 0 ? [heading] : []), ...halved].map((cells) => csvLine(cells)).join("");
}

/** A row of a sale as two: the second with a further line number and what the first's half leaves. */
function halves(heading: readonly string[], cells: readonly string[]): string[][] {
  const [first, second] = [[...cells], [...cells]];
  second[heading.indexOf("line")] = String(100 + Number(cells[heading.indexOf("line")]));
  const original = heading.indexOf("original");
  if (original >= 0) second[original] = (cells[original] ?? "").replace(/\/(\d+)$/, (_, line) => `/${100 + Number(line)}`);
  for (const name of ["amount", "margin"]) {
    const index = heading.indexOf(name);
    const whole = index < 0 ? undefined : parseDecimal(cells[index] ?? "");
    if (!whole) continue;
    const half = whole.unscaled / 2n;
    first[index] = formatScaled(half, whole.scale);
    second[index] = formatScaled(whole.unscaled - half, whole.scale);
  }
  return [first, second];
}
