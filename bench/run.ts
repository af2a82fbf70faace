import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { benchEngine } from "./engine/bench.ts";
import { benchImport } from "./import/bench.ts";

/** One comparison of a run: the same work by us and by a peer, medians in milliseconds; ratio = peer ÷ ours for speed of calculation, ours ÷ peer where the goal is a limit. */
export type BenchRow = {
  readonly name: string;
  readonly ours_ms: number;
  readonly peer: string;
  readonly peer_ms: number;
  readonly ratio: number;
  readonly same_result: boolean;
  readonly goal: string;
  /** What we did once before the measured work and did not count, in words and in milliseconds, where there is any. */
  readonly before?: { readonly work: string; readonly ms: number };
};

const BENCHES = new Map<string, (report: (message: string) => void) => Promise<BenchRow[]>>([
  ["engine", benchEngine],
  ["import", benchImport],
]);

const { values, positionals } = parseArgs({ options: { json: { type: "string" } }, allowPositionals: true });
const unknown = positionals.filter((name) => !BENCHES.has(name));
if (unknown.length > 0) {
  console.error(`No benchmark named ${unknown.join(", ")}. There are: ${[...BENCHES.keys()].join(", ")}.`);
  process.exit(2);
}
const rows: BenchRow[] = [];
for (const [name, bench] of BENCHES) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  rows.push(...(await bench((message) => console.error(message))));
}
for (const row of rows) {
  console.log(
    `${row.name}: ours ${row.ours_ms.toFixed(0)} ms, ${row.peer} ${row.peer_ms.toFixed(0)} ms, ratio ${row.ratio.toFixed(2)} (goal ${row.goal}), same result: ${row.same_result ? "yes" : "NO"}`,
  );
  if (row.before) console.log(`  not counted, done once before: ${row.before.work} (${row.before.ms.toFixed(0)} ms)`);
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, undefined, 2)}\n`);
process.exit(rows.every((row) => row.same_result) ? 0 : 1);
