import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { Amount } from "../../../app/web/kit/amount.tsx";
import { formatDate } from "../../../app/web/kit/date.ts";
import { QueryView } from "../../../app/web/kit/states.tsx";
import { text } from "../../../app/web/kit/text.ts";
import classes from "./line-table.module.css";
import { linesQuery, type StatementAddress } from "./queries.ts";
import type { StatementComponent, StatementLine } from "./types.ts";

const ROW_PIXELS = 44;
const ROWS_SHOWN_MAX = 12;

type LineTableProps = { readonly component: StatementComponent; readonly address: StatementAddress };

/** The lines of one component. Only those in view stand in the document, and they are fetched as they come into view. */
export function LineTable({ component, address }: LineTableProps) {
  const query = useInfiniteQuery(linesQuery(address, component.component));
  return (
    <QueryView query={query}>
      {({ pages }) => (
        <Rows
          lines={pages.flatMap((page) => page.items)}
          more={() => void query.fetchNextPage()}
          fetching={query.isFetchingNextPage}
          component={component}
          address={address}
        />
      )}
    </QueryView>
  );
}

type RowsProps = LineTableProps & { readonly lines: readonly StatementLine[]; readonly more: () => void; readonly fetching: boolean };

function Rows({ lines, more, fetching, component, address }: RowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: component.lines,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PIXELS,
    overscan: 10,
  });
  const items = rows.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= lines.length && lines.length < component.lines && !fetching) more();
  }, [last, lines.length, component.lines, fetching, more]);
  return (
    <div role="table" aria-label={text.statement.linesOf(component.label)} aria-rowcount={component.lines + 1} className={classes["table"]}>
      <div role="row" aria-rowindex={1} className={classes["head"]}>
        <span role="columnheader">{text.line.transaction}</span>
        <span role="columnheader" className={classes["optional"]}>
          {text.line.customer}
        </span>
        <span role="columnheader" className={classes["optional"]}>
          {text.line.date}
        </span>
        <span role="columnheader" className={classes["figure"]}>
          {text.line.credited}
        </span>
        <span role="columnheader" className={classes["figure"]}>
          {text.line.pay}
        </span>
      </div>
      <div
        role="rowgroup"
        ref={scroller}
        tabIndex={0}
        aria-label={text.statement.linesOf(component.label)}
        className={classes["scroller"]}
        data-long={component.lines > ROWS_SHOWN_MAX || undefined}
      >
        <div role="presentation" style={{ height: rows.getTotalSize(), position: "relative" }}>
          {items.map(({ index, start }) => (
            <div
              key={index}
              role="row"
              aria-rowindex={index + 2}
              className={classes["row"]}
              style={{ transform: `translateY(${start}px)` }}
            >
              <Cells line={lines[index]} address={address} />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

function Cells({ line, address }: { readonly line: StatementLine | undefined; readonly address: StatementAddress }) {
  const { participant, period, ...search } = address;
  if (!line) return <span role="cell">…</span>;
  const { credit } = line;
  return (
    <>
      <span role="cell" className={classes["name"]}>
        <Link
          to="/statements/$participant/$period/why"
          params={{ participant, period }}
          search={{ ...search, component: line.component, line: line.lineNo }}
          className={classes["link"]}
        >
          {credit ? text.line.name(credit.transaction, credit.line) : text.line.without(line.adjustment, line.window)}
        </Link>
      </span>
      <span role="cell" className={classes["optional"]}>
        {credit?.customer ?? credit?.product ?? ""}
      </span>
      <span role="cell" className={classes["optional"]}>
        {credit ? formatDate(credit.date) : line.window}
      </span>
      <span role="cell" className={classes["figure"]}>
        {credit ? <Amount value={credit.amount} /> : null}
      </span>
      <span role="cell" className={classes["figure"]}>
        <Amount value={line.amount} />
      </span>
    </>
  );
}
