import type { ImportProgress } from "../import/result.ts";
import type { CommandContext } from "./context.ts";
import { grouped } from "./text-table.ts";

/** One line on the terminal that is written over and taken away at the end; nothing where stderr is not a terminal. */
export function progressLine(context: CommandContext): { readonly show: (text: string) => void; readonly end: () => void } {
  let shown = false;
  const clear = "\r\u001b[K";
  return {
    show: (text) => {
      if (!context.showsProgress) return;
      context.err(`${clear}${text}`);
      shown = true;
    },
    end: () => {
      if (shown) context.err(clear);
      shown = false;
    },
  };
}

export function importProgress(context: CommandContext): { readonly show: (progress: ImportProgress) => void; readonly end: () => void } {
  const line = progressLine(context);
  return {
    show: ({ phase, file, rows, bytes, bytesTotal }) =>
      line.show(`${phase} ${file}: ${grouped(String(rows))} rows${bytesTotal > 0 ? `, ${Math.floor((100 * bytes) / bytesTotal)} %` : ""}`),
    end: line.end,
  };
}
