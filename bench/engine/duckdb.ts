import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { CAP_MINOR, type Deals, PARTICIPANTS, TRANSACTIONS, type BenchResult } from "./data.ts";

const COLUMNS =
  "participant integer, quarter integer, day integer, id integer, amount bigint, percent integer, first integer, product integer, region integer, deal_type integer";

async function load(connection: DuckDBConnection, deals: Deals): Promise<void> {
  await connection.run(`create table credits (${COLUMNS})`);
  await connection.run("create table quotas (participant integer, quarter integer, quota bigint)");
  const at = (column: Int32Array | Float64Array, index: number): number => column[index] ?? 0;
  const credits = await connection.createAppender("credits");
  for (let index = 0; index < TRANSACTIONS; index += 1) {
    for (const first of [1, 0]) {
      credits.appendInteger(at(first ? deals.party1 : deals.party2, index));
      credits.appendInteger(at(deals.quarter, index));
      credits.appendInteger(at(deals.day, index));
      credits.appendInteger(index);
      credits.appendBigInt(BigInt(at(deals.amountMinor, index)));
      credits.appendInteger(at(deals.percent, index));
      credits.appendInteger(first);
      credits.appendInteger(at(deals.product, index));
      credits.appendInteger(at(deals.region, index));
      credits.appendInteger(at(deals.dealType, index));
      credits.endRow();
    }
  }
  credits.closeSync();
  const quotas = await connection.createAppender("quotas");
  for (let index = 0; index < PARTICIPANTS * 4; index += 1) {
    quotas.appendInteger(Math.floor(index / 4));
    quotas.appendInteger(index % 4);
    quotas.appendBigInt(BigInt(at(deals.quotaMinor, index)));
    quotas.endRow();
  }
  quotas.closeSync();
}

/** The plan as SQL in whole cents: a window sum by (day, id), slices at the tier edges, one rounding a credit, a line a credit, totals under the cap. */
const LINES = `
create or replace table lines as
with credited as (
  select participant, quarter, day, id, product, amount,
    case when first = 1 then (amount * percent + 50) // 100 else amount - (amount * percent + 50) // 100 end as credit
  from credits where product <> 20 and region <= 7 and deal_type <> 2
), running as (
  select c.*, quota, coalesce(sum(credit) over (partition by c.participant, c.quarter order by day, id rows between unbounded preceding and 1 preceding), 0)::bigint as before
  from credited c join quotas q on q.participant = c.participant and q.quarter = c.quarter
)
select participant, quarter, id,
  ((4 * greatest(0, least(before + credit, quota // 2) - before)
  + 8 * greatest(0, least(before + credit, quota) - greatest(before, quota // 2))
  + 12 * greatest(0, least(before + credit, quota + quota // 2) - greatest(before, quota))
  + 15 * greatest(0, before + credit - greatest(before, quota + quota // 2))) + 50) // 100 as tiers,
  case when product = 7 and amount > 1000000 then 5000 else 0 end as spiff
from running`;
const TOTALS = `create or replace table totals as
select participant, quarter, least(sum(tiers + spiff), ${CAP_MINOR})::bigint as total from lines group by all`;

/** DuckDB on one thread: run() does the work, result() reads what it made. */
export async function openDuckDb(
  deals: Deals,
): Promise<{ run: () => Promise<void>; result: () => Promise<BenchResult>; close: () => void }> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  await load(connection, deals);
  return {
    run: async () => {
      await connection.run(LINES);
      await connection.run(TOTALS);
    },
    result: async () => {
      const totalsMinor = new Float64Array(PARTICIPANTS * 4);
      const totals = await connection.runAndReadAll("select participant * 4 + quarter, total from totals");
      for (const [unit, total] of totals.getRows()) totalsMinor[Number(unit)] = Number(total);
      const sums = await connection.runAndReadAll("select count(*), sum((tiers + spiff) * (id % 97 + 1)) from lines");
      const [lines, check] = sums.getRows()[0] ?? [];
      return { totalsMinor, lines: Number(lines), check: BigInt(String(check)) };
    },
    close: () => instance.closeSync(),
  };
}
