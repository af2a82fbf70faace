import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Version } from "../../../history/differences.ts";
import { KEPT, type KeptTable, type KeptTableName } from "../../../history/tables.ts";
import { useAsOf } from "./as-of.tsx";
import { type Answer, bodyOf } from "./client.ts";
import { formatMoment } from "./date.ts";
import { Differences } from "./differences.tsx";
import { Panel, Section, Spoken } from "./page.tsx";
import classes from "./record-history.module.css";
import { EmptyState, FailureState, LoadingState } from "./states.tsx";
import { text } from "./text.ts";
import { type SeenBy, WhoCouldSee } from "./who-could-see.tsx";

/** One row that a change added, changed or deleted, as the history routes give it. */
export type HistoryEntry = {
  readonly version: number;
  readonly change: number;
  readonly at: string;
  readonly actorName: string | null;
  readonly reason: string;
  readonly table: KeptTableName;
  readonly object: string;
  readonly action: "added" | "changed" | "deleted";
  readonly before: Version | null;
  readonly after: Version | null;
};

type Page = { readonly items: readonly Partial<HistoryEntry>[]; readonly nextCursor: string | null };
/** A route of a record's history, such as `api.history.people[":participant"]`. */
type HistoryEndpoint = { $get(request: never): Promise<Answer<Page>> };
type RecordHistoryProps = {
  readonly endpoint: HistoryEndpoint;
  /** The record, as the route's path takes it. */
  readonly param: Readonly<Record<string, string>>;
  /** The page reads the record as of a change (`asOf` in its address). */
  readonly asOf?: boolean;
  /** An auditor may ask who could see it. */
  readonly seenBy?: SeenBy | undefined;
};

/** Who changed what of the record, when and why; asked for only when somebody wants to know. */
export function RecordHistory(props: RecordHistoryProps) {
  const [shown, setShown] = useState(false);
  return (
    <Section
      title={text.history.ofRecord}
      id="history"
      beside={
        <span className={classes["beside"]}>
          {props.seenBy ? <WhoCouldSee {...props.seenBy} /> : null}
          <Button variant="default" size="compact-sm" aria-expanded={shown} onClick={() => setShown(!shown)}>
            {shown ? text.history.hide : text.history.show}
          </Button>
        </span>
      }
    >
      {shown ? <Entries {...props} /> : null}
    </Section>
  );
}

function Entries({ endpoint, param, asOf = false }: RecordHistoryProps) {
  const query = (cursor: string) => ({ limit: "50", ...(cursor === "" ? {} : { cursor }) });
  const pages = useInfiniteQuery({
    queryKey: ["record-history", param], // the names of the path's parameters tell the kinds of records
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each route names its own path; what it is given fits it
    queryFn: ({ pageParam }) => bodyOf(endpoint.$get({ param, query: query(pageParam) } as never)),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  if (pages.isPending) return <LoadingState />;
  if (pages.isError) return <FailureState error={pages.error} retry={() => void pages.refetch()} />;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- without `fields` each row has all of them
  const entries = pages.data.pages.flatMap(({ items }) => items) as readonly HistoryEntry[];
  if (entries.length === 0) return <EmptyState title={text.history.noneOfRecord} />;
  const changes = [...Map.groupBy(entries, ({ change }) => change).values()];
  return (
    <Panel>
      <ol className={classes["changes"]}>
        {changes.map((rows) => (
          <ChangeOf key={rows[0]?.change} rows={rows} asOf={asOf} />
        ))}
      </ol>
      {pages.hasNextPage ? (
        <Button variant="subtle" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {text.history.older}
        </Button>
      ) : null}
    </Panel>
  );
}

function ChangeOf({ rows, asOf }: { readonly rows: readonly HistoryEntry[]; readonly asOf: boolean }) {
  const present = useAsOf();
  const [first] = rows;
  if (!first) return null;
  return (
    <li className={classes["change"]} data-current={present === String(first.change) || undefined}>
      <div className={classes["head"]}>
        <span className={classes["when"]}>{formatMoment(first.at)}</span>
        <span>{first.actorName ?? text.history.command}</span>
        <span className={classes["why"]}>{first.reason}</span>
        {asOf ? (
          <Link
            to="."
            search={(search: Readonly<Record<string, unknown>>) => ({ ...search, asOf: String(first.change) })}
            className={classes["then"]}
          >
            {text.history.asItWasShort}
            <Spoken>{text.history.atChange(first.change)}</Spoken>
          </Link>
        ) : null}
      </div>
      <ul className={classes["rows"]}>
        {rows.map((row) => (
          <li key={row.version}>
            <span className={classes["what"]}>
              {text.history.actions[row.action]}: {text.history.tables[row.table]} <span className={classes["quiet"]}>{row.object}</span>
            </span>
            <Differences before={row.before} after={row.after} most={8} without={row.action === "changed" ? [] : keyOf(row.table)} />
          </li>
        ))}
      </ul>
    </li>
  );
}

function keyOf(table: KeptTableName): readonly string[] {
  const { key }: KeptTable = KEPT[table];
  return key;
}
