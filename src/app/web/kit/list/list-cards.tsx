import { Checkbox } from "@mantine/core";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useRef, useState } from "react";
import { text } from "../text.ts";
import { type ListColumn, rawOf } from "./columns.ts";
import type { ListRowsProps } from "./list-grid.tsx";
import type { RowData } from "./list-state.ts";
import classes from "./list.module.css";
import { RowTitle, useTrail } from "./row-title.tsx";

const CARD_HEIGHT = 76;
const OVERSCAN = 6;
const AHEAD = 20;

/** Rows as cards, for phones: the first column is the title, the last column of figures stands beside it, the others below. */
export function ListCards<Row extends RowData>({ label, list, columns, link, totals, selectable, loadMore }: ListRowsProps<Row>) {
  const items = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop(items.current?.offsetTop ?? 0), []);
  const { rows } = list.getRowModel();
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => CARD_HEIGHT,
    overscan: OVERSCAN,
    scrollMargin: top,
    onChange: ({ range }) => {
      if (range && loadMore && range.endIndex >= rows.length - AHEAD) loadMore();
    },
  });
  const followed = useTrail(list, link);
  const shown = columns.filter(({ id }) => list.getColumn(id)?.getIsVisible());
  const [title, ...others] = shown;
  const figure = others.findLast((column) => column.figure);
  const rest = others.filter((column) => column !== figure && !column.wide);
  return (
    <>
      <ul ref={items} aria-label={label} className={classes["cards"]} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const found = rows[index];
          if (!found || !title) return null;
          const row = found.original;
          return (
            <li
              key={found.id}
              ref={virtual.measureElement}
              data-index={index}
              className={classes["card"]}
              style={{ transform: `translateY(${start - top}px)` }}
            >
              <div className={classes["cardHead"]}>
                {selectable ? (
                  <Checkbox
                    aria-label={text.list.select(rawOf(row, title))}
                    checked={found.getIsSelected()}
                    onChange={found.getToggleSelectedHandler()}
                  />
                ) : null}
                <RowTitle row={row} link={link} followed={() => followed(index)}>
                  {title.cell(row)}
                </RowTitle>
                {figure ? <span className={classes["figure"]}>{figure.cell(row)}</span> : null}
              </div>
              {rest.length > 0 ? <Details row={row} columns={rest} /> : null}
            </li>
          );
        })}
      </ul>
      {totals.map((total) => (
        <div key={total.key} className={classes["cardTotal"]}>
          {total.label}
          <span className={classes["figure"]}>{figure ? total.cells[figure.id] : null}</span>
        </div>
      ))}
    </>
  );
}

function Details<Row>({ row, columns }: { readonly row: Row; readonly columns: readonly ListColumn<Row>[] }) {
  return (
    <dl className={classes["details"]}>
      {columns.map((column) => (
        <div key={column.id}>
          <dt>{column.title}</dt>
          <dd>{column.cell(row)}</dd>
        </div>
      ))}
    </dl>
  );
}
