import { calculate, type Calculation, prepare } from "../../src/compensation/engine.ts";
import type { BenchRow } from "../run.ts";
import { type BenchResult, generateDeals, lineWeight, PARTICIPANTS, sameResult, TRANSACTIONS } from "./data.ts";
import { calculateWithDecimals } from "./decimal.ts";
import { openDuckDb } from "./duckdb.ts";
import { benchInputs } from "./ours.ts";

/** What the calculation's columns say: a line a credit and component, summed a credit; the plan's cap in the totals. */
function resultOf({ columns }: Calculation): BenchResult {
  const totalsMinor = new Float64Array(PARTICIPANTS * 4);
  const { participants, pairParticipant } = columns.run.context.directory;
  const slotOf = (pair: number, window: number): number =>
    (Number(participants[pairParticipant[pair] ?? -1]?.id.slice(1)) - 1) * 4 + window;
  const credited = new Set<number>();
  let check = 0n;
  for (const { plan, lines, measure } of columns.components) {
    for (let line = 0; line < lines.count; line += 1) {
      const unit = lines.unitOf(line);
      const slot = slotOf(plan.units.pair[unit] ?? -1, plan.units.window[unit] ?? 0);
      const index = lines.credit[line] ?? -1;
      const credit = measure.credit ? (measure.credit[index] ?? -1) : index;
      const amount = lines.amountMinor[line] ?? Number.NaN;
      totalsMinor[slot] = (totalsMinor[slot] ?? 0) + amount;
      credited.add(credit);
      check += BigInt(amount) * BigInt(lineWeight(plan.credits.transaction[credit] ?? 0));
    }
  }
  for (const { units, unit, amountMinor } of columns.bounds) {
    const slot = slotOf(units.pair[unit] ?? -1, units.window[unit] ?? 0);
    totalsMinor[slot] = (totalsMinor[slot] ?? 0) + Number(amountMinor);
  }
  return { totalsMinor, lines: credited.size, check };
}

/** Median milliseconds of each work over `runs` rounds after `warmUps`. They take turns, so that what else the machine does hits all alike. */
async function medians(warmUps: number, runs: number, works: readonly (() => void | Promise<void>)[]): Promise<number[]> {
  const times = works.map((): number[] => []);
  for (let run = 0; run < warmUps + runs; run += 1) {
    for (const [index, work] of works.entries()) {
      const start = performance.now();
      await work();
      if (run >= warmUps) times[index]?.push(performance.now() - start);
    }
  }
  return times.map((own) => own.sort((x, y) => x - y)[Math.floor(own.length / 2)] ?? Number.NaN);
}

/** What `prepare` does: the peers' tables have it as well, for they hold a row a participant and transaction with quarter, share and quota. */
const PREPARED =
  "people and seats under codes, quotas by seat, the owner of each transaction and split on its day, ordered by person and day; nothing of the plan";

/** 1,000,000 credits of the design's plan: the interpreter against SQL on DuckDB (one thread) and a program with decimal.js. */
export async function benchEngine(report: (message: string) => void): Promise<BenchRow[]> {
  report(`engine: ${TRANSACTIONS.toLocaleString("en")} transactions in two shares each`);
  const deals = generateDeals();
  const inputs = benchInputs(deals);
  const start = performance.now();
  const prepared = prepare(inputs);
  const prepareMs = performance.now() - start;
  let calculation = calculate(prepared, { set: "default" });
  const duckDb = await openDuckDb(deals);
  const [oursMs = Number.NaN, duckDbMs = Number.NaN] = await medians(10, 15, [
    () => {
      calculation = calculate(prepared, { set: "default" });
    },
    duckDb.run,
  ]);
  const ours = resultOf(calculation);
  report(
    `engine: ours ${oursMs.toFixed(0)} ms on inputs prepared in ${prepareMs.toFixed(0)} ms, ${ours.lines.toLocaleString("en")} credits`,
  );
  const isSameAsDuckDb = sameResult(ours, await duckDb.result());
  duckDb.close();
  report(`engine: DuckDB ${duckDbMs.toFixed(0)} ms; now decimal.js, which takes a while`);
  let decimals: BenchResult | undefined;
  const [decimalMs = Number.NaN] = await medians(0, 1, [
    () => {
      decimals = calculateWithDecimals(deals);
    },
  ]);
  const row = (peer: string, peerMs: number, isSame: boolean, goal: string): BenchRow => ({
    name: "engine",
    ours_ms: oursMs,
    peer,
    peer_ms: peerMs,
    ratio: peerMs / oursMs,
    same_result: isSame,
    goal,
    before: { work: PREPARED, ms: prepareMs },
  });
  return [
    row("DuckDB SQL, one thread", duckDbMs, isSameAsDuckDb, "≥ 5 ×"),
    row("decimal.js", decimalMs, decimals !== undefined && sameResult(ours, decimals), "≥ 100 ×"),
  ];
}
