import type { WorkbookFault } from "./refusal.ts";
import type { SheetRows } from "./sheet.ts";

/** What the reading thread is started with. Without `sheet` the only visible one is meant; `list` asks for the names alone. */
export type ReaderInput = { readonly path: string; readonly sheet: string | null; readonly list: boolean };
/** Asks for the next rows. */
export type ToReader = { readonly kind: "next" };
export type FromReader =
  | { readonly kind: "sheets"; readonly sheets: readonly string[] }
  | ({ readonly kind: "rows" } & SheetRows)
  | { readonly kind: "end" }
  | { readonly kind: "refused"; readonly fault: WorkbookFault }
  | { readonly kind: "failed"; readonly message: string };
