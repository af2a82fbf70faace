import type { Period } from "../../calendar/period.ts";
import type { Decimal } from "../../money/decimal.ts";
import { rescale } from "../../money/decimal.ts";
import type { Quota } from "../inputs.ts";

/** The quota of a seat in a window, scaled by 10^`scale` of the book, with the rows that make it. */
export type QuotaFound =
  | { readonly ok: true; readonly unscaled: bigint; readonly rows: readonly Quota[] }
  | { readonly ok: false; readonly code: "quota-missing" | "currency-mismatch"; readonly rows: readonly Quota[] };

/** All quotas by seat and name, at one common scale. */
export type QuotaBook = { readonly scale: number; readonly bySeat: ReadonlyMap<string, ReadonlyMap<string, readonly Quota[]>> };

export function quotaBook(quotas: readonly Quota[]): QuotaBook {
  const bySeat = new Map<string, Map<string, Quota[]>>();
  let scale = 0;
  for (const quota of quotas) {
    scale = Math.max(scale, quota.amount.scale);
    let seat = bySeat.get(quota.position);
    if (!seat) bySeat.set(quota.position, (seat = new Map<string, Quota[]>()));
    const rows = seat.get(quota.measure);
    if (rows) rows.push(quota);
    else seat.set(quota.measure, [quota]);
  }
  for (const seat of bySeat.values()) for (const rows of seat.values()) rows.sort((a, b) => a.from - b.from || a.to - b.to);
  return { scale, bySeat };
}

/** The sum of the rows that lie inside the window, when together they cover it exactly. `currency`: of a Money measure's plan. */
export function quotaOf(book: QuotaBook, seat: string, name: string, window: Period, currency: string | undefined): QuotaFound {
  const rows = (book.bySeat.get(seat)?.get(name) ?? []).filter(({ from, to }) => window.from <= from && to <= window.to);
  let end = window.from;
  for (const { from, to } of rows) {
    if (from !== end) return { ok: false, code: "quota-missing", rows };
    end = to;
  }
  if (rows.length === 0 || end !== window.to) return { ok: false, code: "quota-missing", rows };
  if (currency !== undefined && rows.some((row) => row.currency !== currency)) return { ok: false, code: "currency-mismatch", rows };
  return { ok: true, rows, unscaled: rows.reduce((sum, { amount }) => sum + unscaledAt(amount, book.scale), 0n) };
}

function unscaledAt(amount: Decimal, scale: number): bigint {
  return rescale(amount, scale);
}
