import "@mantine/core/styles/Tree.css";
import { Button, Tree, useTree } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { api, bodyOf } from "../../app/web/kit/client.ts";
import { formatCount } from "../../app/web/kit/number.ts";
import { PageHeader, Panel } from "../../app/web/kit/page.tsx";
import { PastDay } from "../../app/web/kit/past-day.tsx";
import { EmptyState, QueryView } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import { DayTool } from "./day-tool.tsx";
import { forestOf, levelsOf, type SeatNode, type SeatRow } from "../forest.ts";
import classes from "./hierarchy.module.css";
import { PersonName, SeatName } from "./names.tsx";

const here = getRouteApi("/signed-in/hierarchy");

/** Levels that are open when the page is opened. */
const OPEN_LEVELS = 2;
const PAGE_ROWS = 1000;

/** Who reports to whom on a day, seat by seat, from the top. */
export function HierarchyScreen() {
  const words = text.people;
  const search = here.useSearch();
  const seats = useQuery({ queryKey: ["hierarchy", search], queryFn: () => allSeats(search) });
  return (
    <>
      <PageHeader
        title={words.hierarchy}
        lead={words.hierarchyLead}
        beside={
          <>
            <DayTool />
            <PastDay />
            <Link to="/people">{words.toPeople}</Link>
          </>
        }
      />
      <QueryView query={seats}>{(rows) => <Forest rows={rows} />}</QueryView>
    </>
  );
}

/** Every seat that one sees, page by page. */
async function allSeats(search: Readonly<Record<string, string | undefined>>): Promise<readonly SeatRow[]> {
  const found: SeatRow[] = [];
  let cursor: string | null = null;
  do {
    const query = { ...search, limit: String(PAGE_ROWS), ...(cursor === null ? {} : { cursor }) };
    const page: { readonly items: readonly SeatRow[]; readonly nextCursor: string | null } = await bodyOf(api.positions.$get({ query }));
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

function Forest({ rows }: { readonly rows: readonly SeatRow[] }) {
  const words = text.people;
  const forest = useMemo(() => forestOf(rows), [rows]);
  const open = useMemo(() => Object.fromEntries(levelsOf(forest, OPEN_LEVELS).map((seat) => [seat, true])), [forest]);
  if (rows.length === 0) return <EmptyState title={words.noSeats}>{words.noSeatsFix}</EmptyState>;
  return <SeatTree key={rows.length} forest={forest} open={open} count={rows.length} />;
}

type SeatTreeProps = { readonly forest: readonly SeatNode[]; readonly open: Record<string, boolean>; readonly count: number };

function SeatTree({ forest, open, count }: SeatTreeProps) {
  const words = text.people;
  const tree = useTree({ initialExpandedState: open });
  const seats = useMemo(() => new Map(flat(forest).map((node) => [node.seat.position, node])), [forest]);
  return (
    <>
      <div className={classes["tools"]}>
        <span>{words.seats(formatCount(count))}</span>
        <Button variant="default" size="compact-sm" onClick={() => tree.expandAllNodes()}>
          {words.openAll}
        </Button>
        <Button variant="default" size="compact-sm" onClick={() => tree.collapseAllNodes()}>
          {words.closeAll}
        </Button>
      </div>
      <Panel>
        <Tree
          aria-label={words.hierarchy}
          className={classes["tree"] ?? ""}
          data={forest.map(dataOf)}
          tree={tree}
          levelOffset="lg"
          renderNode={({ node, expanded, hasChildren, elementProps }) => {
            const found = seats.get(node.value);
            return (
              <div {...elementProps} className={`${elementProps.className} ${classes["seat"]}`}>
                <IconChevronRight
                  size={16}
                  aria-hidden="true"
                  className={classes["arrow"] ?? ""}
                  data-open={expanded || undefined}
                  data-leaf={!hasChildren || undefined}
                />
                {found ? <SeatLine node={found} /> : null}
              </div>
            );
          }}
        />
      </Panel>
    </>
  );
}

function SeatLine({ node: { seat, below } }: { readonly node: SeatNode }) {
  const words = text.people;
  const { occupants } = seat;
  return (
    <span className={classes["line"]}>
      <span className={classes["who"]}>
        {occupants.length === 0 ? (
          <span className={classes["quiet"]}>{words.vacant}</span>
        ) : (
          occupants.map((occupant, index) => (
            <span key={occupant.participant}>
              {index === 0 ? "" : ", "}
              <PersonName {...occupant} />
            </span>
          ))
        )}
      </span>
      <span className={classes["quiet"]}>
        <SeatName position={seat.position} title={seat.title} />
        {below.length > 0 ? ` · ${words.belowCount(below.length)}` : ""}
      </span>
    </span>
  );
}

type TreeData = { value: string; label: string; children: TreeData[] };

function dataOf({ seat, below }: SeatNode): TreeData {
  return { value: seat.position, label: seat.title ?? seat.position, children: below.map(dataOf) };
}

function flat(forest: readonly SeatNode[]): readonly SeatNode[] {
  return forest.flatMap((node) => [node, ...flat(node.below)]);
}
