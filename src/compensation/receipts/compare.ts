import { canonicalJson } from "./canonical-json.ts";
import type { Receipt, ReceiptLine } from "./receipt.ts";
import type { Recomputed } from "./recompute.ts";

/** What does not match first: a line by its number from 1, as signed and as worked out again, or the total. */
export type Mismatch =
  | { readonly at: "line"; readonly line: number; readonly signed: ReceiptLine | undefined; readonly recomputed: ReceiptLine | undefined }
  | { readonly at: "total"; readonly signed: string; readonly recomputed: string | undefined };

/** Compares a receipt with what its inputs make, line by line to the minor unit; undefined: all the same. */
export function firstMismatch({ lines, total }: Receipt, again: Recomputed | undefined): Mismatch | undefined {
  if (!again) return { at: "total", signed: total, recomputed: undefined };
  for (let index = 0; index < Math.max(lines.length, again.lines.length); index++) {
    const [signed, recomputed] = [lines[index], again.lines[index]];
    if (!signed || !recomputed || canonicalJson(signed) !== canonicalJson(recomputed))
      return { at: "line", line: index + 1, signed, recomputed };
  }
  return total === again.total ? undefined : { at: "total", signed: total, recomputed: again.total };
}
