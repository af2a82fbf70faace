import { Button, TextInput } from "@mantine/core";
import { useDebouncedCallback, useMediaQuery } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { Panel, Spoken } from "../page.tsx";
import { PastDay } from "../past-day.tsx";
import { EmptyState, FailureState, LoadingState } from "../states.tsx";
import { text } from "../text.ts";
import type { ListColumn, RowLink } from "./columns.ts";
import { ListCards } from "./list-cards.tsx";
import { ListGrid, type ListRowsProps, type TotalRow } from "./list-grid.tsx";
import { exportPath, type ListEndpoint, type ListPage, useList } from "./list-query.ts";
import { type RowData, type Selection, useListState } from "./list-state.ts";
import classes from "./list.module.css";
import { changed, filtersOf, listQuery, listSearch, type ListSearch, sortOf, withoutFilters } from "./search.ts";
import { ColumnsTool, ExportTool, FilterTool, SetFilters, type ToolProps } from "./tools.tsx";

const NARROW = "(max-width: 48rem)";
const TYPING_PAUSE_MS = 250;

type ListTableProps<Row extends RowData, Page extends ListPage<Row>> = {
  /** Names the list for screen readers. */
  readonly label: string;
  /** First part of the query's key. */
  readonly name: string;
  /** The list route, such as `api.statements`. */
  readonly endpoint: ListEndpoint<Page>;
  /** What is asked instead of the address's own parameters: how a screen fills in what the address leaves out. */
  readonly query?: (search: ListSearch) => ListSearch;
  readonly columns: readonly ListColumn<Row>[];
  readonly keyOf: (row: Row) => string;
  readonly link?: RowLink<Row>;
  /** Lines of sums over everything that the filter leaves, from the first page. */
  readonly totals?: (page: Page) => readonly TotalRow[];
  readonly selection?: Selection;
  /** The route gives files too: it is declared with `defineList`. */
  readonly exported?: boolean;
  /** Words of the search field; without them there is none. */
  readonly searchLabel?: string | undefined;
  /** The route reads as of a change: the reader may choose a day in the past. */
  readonly past?: boolean;
  /** Filters of the screen's own, before the list's tools. */
  readonly tools?: ReactNode;
  /** Shown when there are no rows at all: the cause and what to do. */
  readonly empty: ReactNode;
  /** What stands under the list: drawn once its rows are there, so that they push nothing away. */
  readonly below?: ReactNode;
};

/**
 * A list of the server: sorted, filtered and counted there, loaded page by page, drawn in view only, its state in the address.
 * Loading, empty, nothing matches, failure and no permission are five different states.
 */
export function ListTable<Row extends RowData, Page extends ListPage<Row>>(props: ListTableProps<Row, Page>) {
  const search = listSearch(useSearch({ strict: false }));
  const navigate = useNavigate();
  const change = (next: ListSearch) => void navigate({ to: ".", search: listSearch(next), replace: true });
  const query = listQuery((props.query ?? ((same) => same))(search));
  const { pages, rows, first } = useList<Row, Page>(props.name, props.endpoint, query);
  const loadMore = pages.hasNextPage ? () => (pages.isFetchingNextPage ? undefined : void pages.fetchNextPage()) : undefined;
  const tools = { columns: props.columns, search, change };
  const list = useListState({ rows, columns: props.columns, keyOf: props.keyOf, search, change, selection: props.selection });
  const fields = list.getVisibleLeafColumns().map(({ id }) => id);
  return (
    <>
      <div className={classes["tools"]} role="group" aria-label={props.label}>
        {props.searchLabel === undefined ? null : <SearchTool label={props.searchLabel} {...tools} />}
        {props.tools}
        {props.past ? <PastDay /> : null}
        <span className={classes["ownTools"]}>
          <FilterTool {...tools} />
          <ColumnsTool columns={props.columns} list={list} />
          {props.exported ? <ExportTool pathOf={(format) => exportPath(props.endpoint, query, fields, format)} /> : null}
        </span>
      </div>
      <SetFilters {...tools} />
      <Announcement columns={props.columns} search={search} />
      {pages.isPending ? (
        <LoadingState />
      ) : pages.isError ? (
        <FailureState error={pages.error} retry={() => void pages.refetch()} />
      ) : rows.length === 0 ? (
        <NoRows filtered={filtersOf(search).length > 0} empty={props.empty} clear={() => change(withoutFilters(search))} />
      ) : (
        <>
          <ListRows
            label={props.label}
            list={list}
            columns={props.columns}
            link={props.link}
            totals={first && props.totals ? props.totals(first) : []}
            selectable={props.selection !== undefined}
            count={first?.total ?? (pages.hasNextPage ? undefined : rows.length)}
            loadMore={loadMore}
          />
          <div className={classes["foot"]}>
            <span aria-live="polite">{footOf(rows.length, first?.total, pages.hasNextPage)}</span>
            {loadMore ? (
              <Button variant="default" size="compact-sm" loading={pages.isFetchingNextPage} onClick={loadMore}>
                {text.list.more}
              </Button>
            ) : null}
          </div>
        </>
      )}
      {pages.isPending ? null : props.below}
    </>
  );
}

function ListRows<Row extends RowData>(props: ListRowsProps<Row>) {
  const narrow = useMediaQuery(NARROW, false, { getInitialValueInEffect: false });
  if (narrow) return <ListCards {...props} />;
  return (
    <Panel>
      <ListGrid {...props} />
    </Panel>
  );
}

function footOf(shown: number, total: number | undefined, more: boolean): string {
  if (total !== undefined && total > shown) return text.list.shownOf(shown, total);
  return more ? text.list.shownSoFar(shown) : text.list.shown(shown);
}

type NoRowsProps = { readonly filtered: boolean; readonly empty: ReactNode; readonly clear: () => void };

function NoRows({ filtered, empty, clear }: NoRowsProps) {
  if (!filtered) return empty;
  return (
    <EmptyState
      title={text.list.noMatch}
      action={
        <Button variant="default" onClick={clear}>
          {text.list.clear}
        </Button>
      }
    >
      {text.list.noMatchFix}
    </EmptyState>
  );
}

/** The order of the rows for screen readers, said again whenever it changes. */
function Announcement({ columns, search }: Pick<ToolProps, "columns" | "search">) {
  const sort = sortOf(search);
  const title = columns.find(({ id }) => id === sort?.column)?.title;
  const words = title === undefined ? text.list.unsorted : sort?.descending ? text.list.sortedDown(title) : text.list.sortedUp(title);
  return (
    <Spoken>
      <span aria-live="polite">{words}</span>
    </Spoken>
  );
}

/** Finds by words; the address follows when typing pauses. */
function SearchTool({ label, search, change }: ToolProps & { readonly label: string }) {
  const asked = search["search"] ?? "";
  const [typed, setTyped] = useState(asked);
  const [seen, setSeen] = useState(asked);
  const ask = useDebouncedCallback((words: string) => change(changed(search, { search: words.trim() })), TYPING_PAUSE_MS);
  if (asked !== seen) {
    setSeen(asked);
    if (asked !== typed.trim()) setTyped(asked); // the address was changed from elsewhere: back, or a cleared filter
  }
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={16} stroke={1.7} aria-hidden="true" />}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        ask(event.currentTarget.value);
      }}
      className={classes["search"] ?? ""}
    />
  );
}
