import { Decimal } from "decimal.js";
import { type BenchResult, CAP_MINOR, type Deals, lineWeight, PARTICIPANTS, TRANSACTIONS } from "./data.ts";

type Credit = { participant: number; quarter: number; transaction: number; amount: Decimal; credit: Decimal; product: number };

/** The plan as a careful programmer writes it with objects and decimal.js: no trick, no shortcut. Amounts in dollars. */
export function calculateWithDecimals(deals: Deals): BenchResult {
  const at = (column: Int32Array | Float64Array, index: number): number => column[index] ?? 0;
  const units = new Map<number, Credit[]>();
  for (let index = 0; index < TRANSACTIONS; index += 1) {
    const product = at(deals.product, index);
    if (product === 20 || at(deals.region, index) > 7 || at(deals.dealType, index) === 2) continue;
    const amount = new Decimal(at(deals.amountMinor, index)).div(100);
    const first = amount.mul(at(deals.percent, index)).div(100).toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
    const quarter = at(deals.quarter, index);
    const parties: [number, Decimal][] = [
      [at(deals.party1, index), first],
      [at(deals.party2, index), amount.sub(first)],
    ];
    for (const [participant, credit] of parties) {
      const key = participant * 4 + quarter;
      const unit = units.get(key) ?? [];
      unit.push({ participant, quarter, transaction: index, amount, credit, product });
      units.set(key, unit);
    }
  }
  const totalsMinor = new Float64Array(PARTICIPANTS * 4);
  let lines = 0;
  let check = 0n;
  const rates = [new Decimal("0.04"), new Decimal("0.08"), new Decimal("0.12"), new Decimal("0.15")];
  for (const [key, credits] of units) {
    const quota = new Decimal(at(deals.quotaMinor, key)).div(100);
    const edges = [new Decimal(0), quota.mul("0.5"), quota, quota.mul("1.5"), new Decimal(Infinity)];
    let running = new Decimal(0);
    let total = new Decimal(0);
    for (const { credit, amount, product, transaction } of credits) {
      const after = running.add(credit);
      let exact = new Decimal(0);
      rates.forEach((rate, tier) => {
        const slice = Decimal.min(after, edges[tier + 1] ?? after).sub(Decimal.max(running, edges[tier] ?? running));
        if (slice.gt(0)) exact = exact.add(slice.mul(rate));
      });
      const spiff = product === 7 && amount.gt(10_000) ? new Decimal(50) : new Decimal(0);
      const line = exact.toDecimalPlaces(2, Decimal.ROUND_HALF_UP).add(spiff);
      total = total.add(line);
      lines += 1;
      check += BigInt(line.mul(100).toFixed(0)) * BigInt(lineWeight(transaction));
      running = after;
    }
    totalsMinor[key] = Decimal.min(total, new Decimal(CAP_MINOR).div(100)).mul(100).toNumber();
  }
  return { totalsMinor, lines, check };
}
