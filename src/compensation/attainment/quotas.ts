import type { Period } from "../../calendar/period.ts";
import { rescale } from "../../money/decimal.ts";
import type { Quota } from "../inputs.ts";

/** The quota of a seat in a window, scaled by 10^`scale` of the book, with the rows that make it. */
export type QuotaFound =
  | { readonly ok: true; readonly unscaled: bigint; readonly rows: readonly Quota[] }
  | { readonly ok: false; readonly code: "quota-missing" | "currency-mismatch"; readonly rows: readonly Quota[] };

/** A quota with what it comes to alone. */
type BookedQuota = { readonly quota: Quota; readonly alone: QuotaFound };

/** All quotas by name and seat's code in time, at one common scale. */
export type QuotaBook = { readonly scale: number; readonly byName: ReadonlyMap<string, readonly (readonly BookedQuota[])[]> };

/** Quotas of seats that nothing is known of are left out: the assembly of inputs refuses them. */
export function quotaBook(quotas: readonly Quota[], positionCodes: ReadonlyMap<string, number>): QuotaBook {
  const byName = new Map<string, BookedQuota[][]>();
  const scale = quotas.reduce((most, { amount }) => Math.max(most, amount.scale), 0);
  for (const quota of quotas) {
    let seats = byName.get(quota.measure);
    if (!seats) byName.set(quota.measure, (seats = Array.from(positionCodes, () => [])));
    seats[positionCodes.get(quota.position) ?? -1]?.push({
      quota,
      alone: { ok: true, rows: [quota], unscaled: rescale(quota.amount, scale) },
    });
  }
  for (const seats of byName.values())
    for (const rows of seats) if (rows.length > 1) rows.sort((a, b) => a.quota.from - b.quota.from || a.quota.to - b.quota.to);
  return { scale, byName };
}

const NONE: QuotaFound = { ok: false, code: "quota-missing", rows: [] };

/** The sum of the rows that lie inside the window, when together they cover it exactly. `currency`: of a Money measure's plan. */
export function quotaOf(book: QuotaBook, seat: number, name: string, window: Period, currency: string | undefined): QuotaFound {
  const all = book.byName.get(name)?.[seat];
  if (!all) return NONE;
  let inside = 0;
  let last: BookedQuota | undefined;
  for (const booked of all) {
    if (booked.quota.from < window.from || booked.quota.to > window.to) continue;
    inside += 1;
    last = booked;
  }
  if (inside === 1 && last?.quota.from === window.from && last.quota.to === window.to)
    if (currency === undefined || last.quota.currency === currency) return last.alone;
  const rows = all.map(({ quota }) => quota).filter(({ from, to }) => window.from <= from && to <= window.to);
  return sumOfRows(book.scale, rows, window, currency);
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
