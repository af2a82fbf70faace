import { Checkbox } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { Fragment, type MouseEvent, type ReactNode, useRef, useState } from "react";
import { text } from "../text.ts";
import { RowTitle, useTrail } from "./row-title.tsx";
import { type ListColumn, rawOf, type RowLink } from "./columns.ts";
import { onGridKey, placeOf } from "./grid-keys.ts";
import classes from "./list.module.css";
import type { ListState, RowData } from "./list-state.ts";

const ROW_HEIGHT = 44;
const HEAD_HEIGHT = 37;
/** Rows drawn above and below what is seen. */
const OVERSCAN = 8;
/** So many rows before the end of what is loaded the next page is asked for. */
const AHEAD = 40;

/** A line of sums below the rows, with a cell for each column that has one. */
export type TotalRow = { readonly key: string; readonly label: ReactNode; readonly cells: Readonly<Record<string, ReactNode>> };

export type ListRowsProps<Row extends RowData> = {
  readonly label: string;
  readonly list: ListState<Row>;
  readonly columns: readonly ListColumn<Row>[];
  readonly link?: RowLink<Row> | undefined;
  readonly totals: readonly TotalRow[];
  readonly selectable: boolean;
  /** How many rows there are with those not loaded yet; undefined where the server does not count. */
  readonly count: number | undefined;
  readonly loadMore: (() => void) | undefined;
};

/** Rows as a grid that keeps only those in view: one Tab stop, arrows inside, the head and the first column stay. */
export function ListGrid<Row extends RowData>({ label, list, columns, link, totals, selectable, count, loadMore }: ListRowsProps<Row>) {
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(1);
  const { rows } = list.getRowModel();
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    scrollPaddingStart: HEAD_HEIGHT,
    getItemKey: (index) => rows[index]?.id ?? index,
    // The row that holds the focus stays, however far one scrolls away from it.
    rangeExtractor: (range) => withRow(defaultRangeExtractor(range), active - 1, rows.length),
    onChange: ({ range }) => {
      if (range && loadMore && range.endIndex >= rows.length - AHEAD) loadMore();
    },
  });
  const items = virtual.getVirtualItems();
  const shown = columns.filter(({ id }) => list.getColumn(id)?.getIsVisible());
  const first = selectable ? 1 : 0;
  const size = { rows: rows.length + 1, columns: shown.length + first };
  const followed = useTrail(list, link);
  const copied = (index: number) => {
    const row = rows[index]?.original;
    return row && shown.map((column) => rawOf(row, column)).join("\t");
  };
  return (
    <div ref={scroller} className={classes["scroller"]}>
      <table
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- a table whose cells take the focus is a grid
        role="grid"
        aria-label={label}
        aria-rowcount={count === undefined ? -1 : count + 1}
        aria-colcount={size.columns}
        className={classes["grid"]}
        onKeyDown={(event) => onGridKey(event, size, (row) => virtual.scrollToIndex(row, { align: "auto" }), copied)}
        onFocus={({ target }) => setActive(Math.max(placeOf(target)?.row ?? active, 1))}
        onClick={followRow}
      >
        <colgroup>
          {selectable ? <col className={classes["selecting"]} /> : null}
          {shown.map(({ id, width, figure }) => (
            <col key={id} style={{ width: width ?? (figure ? "9.5rem" : undefined) }} />
          ))}
        </colgroup>
        <GridHead list={list} shown={shown} selectable={selectable} />
        <tbody>
          <Gap height={items[0]?.start ?? 0} columns={size.columns} />
          {items.map(({ index, key }, at) => {
            const row = rows[index];
            if (!row) return null;
            const tabIndex = index + 1 === active ? 0 : -1;
            return (
              <Fragment key={key}>
                {/* The row that holds the focus may stand apart from those in view. */}
                <Gap height={at === 0 ? 0 : (items[at]?.start ?? 0) - (items[at - 1]?.end ?? 0)} columns={size.columns} />
                <tr
                  ref={virtual.measureElement}
                  data-index={index}
                  data-row={index + 1}
                  aria-rowindex={index + 2}
                  aria-selected={selectable ? row.getIsSelected() : undefined}
                >
                  {selectable ? (
                    <td data-column={0}>
                      <Checkbox
                        aria-label={text.list.select(rawOf(row.original, shown[0]))}
                        checked={row.getIsSelected()}
                        onChange={row.getToggleSelectedHandler()}
                      />
                    </td>
                  ) : null}
                  {shown.map((column, columnIndex) => (
                    <td
                      key={column.id}
                      data-column={columnIndex + first}
                      className={column.figure ? classes["figure"] : undefined}
                      tabIndex={columnIndex === 0 && !link ? tabIndex : -1}
                    >
                      {columnIndex === 0 ? (
                        <RowTitle row={row.original} link={link} tabIndex={tabIndex} followed={() => followed(index)}>
                          {column.cell(row.original)}
                        </RowTitle>
                      ) : (
                        column.cell(row.original)
                      )}
                    </td>
                  ))}
                </tr>
              </Fragment>
            );
          })}
          <Gap height={virtual.getTotalSize() - (items.at(-1)?.end ?? 0)} columns={size.columns} />
        </tbody>
        <GridFoot totals={totals} shown={shown} selectable={selectable} />
      </table>
    </div>
  );
}

type PartProps<Row extends RowData> = { readonly shown: readonly ListColumn<Row>[]; readonly selectable: boolean };

function GridHead<Row extends RowData>({ list, shown, selectable }: PartProps<Row> & { readonly list: ListState<Row> }) {
  return (
    <thead>
      <tr data-row={0} aria-rowindex={1}>
        {selectable ? (
          <th scope="col" data-column={0}>
            <Checkbox
              aria-label={text.list.selectAll}
              checked={list.getIsAllRowsSelected()}
              indeterminate={list.getIsSomeRowsSelected()}
              onChange={list.getToggleAllRowsSelectedHandler()}
            />
          </th>
        ) : null}
        {shown.map(({ id, title, figure }, index) => {
          const column = list.getColumn(id);
          const sorted = column?.getIsSorted() ?? false;
          return (
            <th
              key={id}
              scope="col"
              data-column={index + (selectable ? 1 : 0)}
              tabIndex={-1}
              className={figure ? classes["figure"] : undefined}
              aria-sort={sorted === false ? undefined : sorted === "desc" ? "descending" : "ascending"}
            >
              {column?.getCanSort() ? (
                <button type="button" tabIndex={-1} className={classes["sort"]} onClick={column.getToggleSortingHandler()}>
                  {title}
                  <SortMark sorted={sorted} />
                </button>
              ) : (
                title
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

function GridFoot<Row extends RowData>({ totals, shown, selectable }: PartProps<Row> & { readonly totals: readonly TotalRow[] }) {
  if (totals.length === 0) return null;
  return (
    <tfoot>
      {totals.map((total) => (
        <tr key={total.key}>
          {selectable ? <td /> : null}
          {shown.map((column, index) => (
            <td key={column.id} className={column.figure ? classes["figure"] : undefined}>
              {index === 0 ? total.label : total.cells[column.id]}
            </td>
          ))}
        </tr>
      ))}
    </tfoot>
  );
}

/** Room of the rows that are not drawn. */
function Gap({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden="true" className={classes["gap"]}>
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}

function SortMark({ sorted }: { readonly sorted: false | "asc" | "desc" }) {
  if (sorted === false) return null;
  const Mark = sorted === "desc" ? IconArrowDown : IconArrowUp;
  return <Mark size={14} stroke={1.8} aria-hidden="true" />;
}

/** A click anywhere in a row is a click on its link, with the same modifiers; what can be clicked itself keeps its own. */
function followRow(event: MouseEvent<HTMLElement>): void {
  if (!(event.target instanceof Element) || event.target.closest("a, button, input, label, select")) return;
  if (!(window.getSelection()?.isCollapsed ?? true)) return;
  const link = event.target.closest("tbody tr")?.querySelector("a[data-row-link]");
  const { ctrlKey, metaKey, shiftKey } = event;
  link?.dispatchEvent(new window.MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }));
}

/** The indexes with one more, in their order. */
function withRow(indexes: number[], row: number, count: number): number[] {
  if (row < 0 || row >= count || indexes.includes(row)) return indexes;
  return row < (indexes[0] ?? 0) ? [row, ...indexes] : [...indexes, row];
}
