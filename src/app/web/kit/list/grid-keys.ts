import type { KeyboardEvent } from "react";
import { isTyping } from "../keyboard.ts";

/** A place in a grid: row 0 is the head, rows of the body begin at 1. */
export type GridPlace = { readonly row: number; readonly column: number };

const PAGE_ROWS = 10;

/** Where a key leads from a place in a grid of `rows` (the head counted) and `columns`; undefined for keys that are not the grid's. */
export function placeAfter(
  key: string,
  { row, column }: GridPlace,
  size: { readonly rows: number; readonly columns: number },
  withControl: boolean,
): GridPlace | undefined {
  const at = (toRow: number, toColumn: number): GridPlace => ({
    row: Math.max(0, Math.min(toRow, size.rows - 1)),
    column: Math.max(0, Math.min(toColumn, size.columns - 1)),
  });
  switch (key) {
    case "ArrowDown":
    case "j":
      return at(row + 1, column);
    case "ArrowUp":
    case "k":
      return at(key === "k" ? Math.max(row - 1, 1) : row - 1, column);
    case "ArrowRight":
      return at(row, column + 1);
    case "ArrowLeft":
      return at(row, column - 1);
    case "PageDown":
      return at(row + PAGE_ROWS, column);
    case "PageUp":
      return at(Math.max(row - PAGE_ROWS, 1), column);
    case "Home":
      return withControl ? at(1, 0) : at(row, 0);
    case "End":
      return withControl ? at(size.rows - 1, size.columns - 1) : at(row, size.columns - 1);
    default:
      return undefined;
  }
}

/** What takes the focus in a cell: its link or button, or the cell itself. */
function focusOf(cell: HTMLElement): HTMLElement {
  return cell.querySelector<HTMLElement>("a, button, input") ?? cell;
}

export function placeOf(target: EventTarget | null): GridPlace | undefined {
  const cell = target instanceof HTMLElement ? target.closest<HTMLElement>("[data-column]") : null;
  const row = cell?.closest<HTMLElement>("[data-row]");
  return cell && row ? { row: Number(row.dataset["row"]), column: Number(cell.dataset["column"]) } : undefined;
}

/** Moves the focus inside the grid; `show` scrolls a row of the body into being first, since only the rows in view exist. */
export function moveFocus(grid: HTMLElement, place: GridPlace, show: (row: number) => void): void {
  if (place.row > 0) show(place.row - 1);
  requestAnimationFrame(() => {
    const cell = grid.querySelector<HTMLElement>(`[data-row="${place.row}"] > [data-column="${place.column}"]`);
    if (cell) focusOf(cell).focus({ preventScroll: place.row > 0 });
  });
}

/** Keys of a grid: arrows, j and k, Home and End, pages; Ctrl+C copies the row as tab-separated text. */
export function onGridKey(
  event: KeyboardEvent<HTMLElement>,
  size: { readonly rows: number; readonly columns: number },
  show: (row: number) => void,
  copied: (row: number) => string | undefined,
): void {
  const place = placeOf(event.target);
  if (!place || isTyping(event.target) || event.altKey) return;
  const control = event.ctrlKey || event.metaKey;
  if (control && event.key === "c" && (window.getSelection()?.isCollapsed ?? true)) {
    const line = copied(place.row - 1);
    if (line !== undefined) void navigator.clipboard.writeText(line);
    return;
  }
  if (control && event.key !== "Home" && event.key !== "End") return;
  const next = placeAfter(event.key, place, size, control);
  if (!next) return;
  event.preventDefault();
  moveFocus(event.currentTarget, next, show);
}
