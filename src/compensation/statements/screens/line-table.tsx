import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Amount } from "../../../app/web/kit/amount.tsx";
import { formatDate } from "../../../app/web/kit/date.ts";
import { Spoken } from "../../../app/web/kit/page.tsx";
import { QueryView } from "../../../app/web/kit/states.tsx";
import { text } from "../../../app/web/kit/text.ts";
import { VirtualRows } from "../../../app/web/kit/virtual-rows.tsx";
import { Ask, useMayAsk } from "../../disputes/screens/ask.tsx";
import classes from "./line-table.module.css";
import { linesQuery, type StatementAddress } from "./queries.ts";
import type { StatementComponent, StatementLine } from "./types.ts";

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
  const label = text.statement.linesOf(component.label);
  const asks = useMayAsk(address);
  const asking = (asks && classes["asks"]) || "";
  const fetchUpTo = (index: number) => {
    if (index >= lines.length && lines.length < component.lines && !fetching) more();
  };
  return (
    <div role="table" aria-label={label} aria-rowcount={component.lines + 1} className={classes["table"]}>
      <div role="row" aria-rowindex={1} className={`${classes["head"] ?? ""} ${asking}`}>
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
        {asks ? (
          <span role="columnheader">
            <Spoken>{text.disputes.ask}</Spoken>
          </span>
        ) : null}
      </div>
      <VirtualRows
        count={component.lines}
        label={label}
        rowsShownMax={ROWS_SHOWN_MAX}
        rowsBefore={1}
        className={`${classes["row"] ?? ""} ${asking}`}
        row={(index) => <Cells line={lines[index]} address={address} asks={asks} />}
        onReach={fetchUpTo}
      />
    </div>
  );
}

type CellsProps = { readonly line: StatementLine | undefined; readonly address: StatementAddress; readonly asks: boolean };

function Cells({ line, address, asks }: CellsProps) {
  const { participant, period, ...search } = address;
  if (!line) return <span role="cell">…</span>;
  const { transaction } = line;
  const name =
    transaction === null ? (line.reason ?? text.line.without(line.adjustment, line.window)) : text.line.name(transaction, line.line ?? "1");
  return (
    <>
      <span role="cell" className={classes["name"]}>
        <Link
          to="/statements/$participant/$period/why"
          params={{ participant, period }}
          search={{ ...search, component: line.component, line: line.lineNo }}
          className={classes["link"]}
        >
          {name}
        </Link>
      </span>
      <span role="cell" className={classes["optional"]}>
        {line.customer ?? line.product ?? ""}
      </span>
      <span role="cell" className={classes["optional"]}>
        {line.date === null ? line.window : formatDate(line.date)}
      </span>
      <span role="cell" className={classes["figure"]}>
        {line.credited === null ? null : <Amount value={line.credited} />}
      </span>
      <span role="cell" className={classes["figure"]}>
        <Amount value={line.amount} />
      </span>
      {asks ? (
        <span role="cell">
          <Ask address={address} component={line.component} line={line.lineNo} about={name} compact />
        </span>
      ) : null}
    </>
  );
}
