import { formatDay } from "../calendar/day.ts";
import { formatScaled, normalise } from "../money/decimal.ts";
import type { ColumnType } from "./definition.ts";
import type { Cell } from "./row.ts";

/** A cell in Attain's own text form, which `cellReader` with OWN_FORMATS reads back: 2014-02-28, 1234.50, 12.5%, true. */
export function formatCell(type: ColumnType, cell: Cell): string {
  if (typeof cell === "string") return cell;
  if (typeof cell === "boolean") return cell ? "true" : "false";
  if (typeof cell === "number") return formatDay(cell);
  if (type !== "percent") return formatScaled(cell.unscaled, cell.scale);
  const { unscaled, scale } = normalise(cell);
  return `${scale >= 2 ? formatScaled(unscaled, scale - 2) : formatScaled(unscaled * 10n ** BigInt(2 - scale), 0)}%`;
}
