import type { Period } from "../../calendar/period.ts";
import { rescale } from "../../money/decimal.ts";
import type { Quota } from "../inputs.ts";

/** The quota of a seat in a window, scaled by 10^`scale` of the book, with the rows that make it. */
export type QuotaFound =
  | { readonly ok: true; readonly unscaled: bigint; readonly rows: readonly Quota[] }
  | { readonly ok: false; readonly code: "quota-missing" | "currency-mismatch"; readonly rows: readonly Quota[] };

/** All quotas by seat and name in time, at one common scale. */
export type QuotaBook = {
  readonly scale: number;
  readonly bySeat: ReadonlyMap<string, ReadonlyMap<string, readonly Quota[]>>;
  readonly alone: ReadonlyMap<Quota, QuotaFound>;
};

export function quotaBook(quotas: readonly Quota[]): QuotaBook {
  const bySeat = new Map<string, Map<string, Quota[]>>();
  const scale = quotas.reduce((most, { amount }) => Math.max(most, amount.scale), 0);
  const alone = new Map<Quota, QuotaFound>();
  for (const quota of quotas) {
    let seat = bySeat.get(quota.position);
    if (!seat) bySeat.set(quota.position, (seat = new Map<string, Quota[]>()));
    const rows = seat.get(quota.measure);
    if (rows) rows.push(quota);
    else seat.set(quota.measure, [quota]);
    alone.set(quota, { ok: true, rows: [quota], unscaled: rescale(quota.amount, scale) });
  }
  for (const seat of bySeat.values()) for (const rows of seat.values()) rows.sort((a, b) => a.from - b.from || a.to - b.to);
  return { scale, bySeat, alone };
}

const NONE: QuotaFound = { ok: false, code: "quota-missing", rows: [] };

/** The sum of the rows that lie inside the window, when together they cover it exactly. `currency`: of a Money measure's plan. */
export function quotaOf(book: QuotaBook, seat: string, name: string, window: Period, currency: string | undefined): QuotaFound {
  const all = book.bySeat.get(seat)?.get(name);
  if (!all) return NONE;
  let inside = 0;
  let last: Quota | undefined;
  for (const quota of all) {
    if (quota.from < window.from || quota.to > window.to) continue;
    inside += 1;
    last = quota;
  }
  if (inside === 1 && last?.from === window.from && last.to === window.to && (currency === undefined || last.currency === currency))
    return book.alone.get(last) ?? NONE;
  return sumOfRows(
    book.scale,
    all.filter(({ from, to }) => window.from <= from && to <= window.to),
    window,
    currency,
  );
}

function sumOfRows(scale: number, rows: readonly Quota[], window: Period, currency: string | undefined): QuotaFound {
  let end = window.from;
  for (const { from, to } of rows) {
    if (from !== end) return { ok: false, code: "quota-missing", rows };
    end = to;
  }
  if (rows.length === 0 || end !== window.to) return { ok: false, code: "quota-missing", rows };
  if (currency !== undefined && rows.some((row) => row.currency !== currency)) return { ok: false, code: "currency-mismatch", rows };
  return { ok: true, rows, unscaled: rows.reduce((sum, { amount }) => sum + rescale(amount, scale), 0n) };
}
