import { getRouteApi, Link } from "@tanstack/react-router";
import { changed } from "../../../app/web/kit/list/search.ts";
import { formatCount } from "../../../app/web/kit/number.ts";
import { text } from "../../../app/web/kit/text.ts";
import type { UnpaidReason } from "../reasons.ts";
import classes from "./worklist.module.css";

const here = getRouteApi("/signed-in/worklist");

/** In the address: those that wait, and those that do not. */
export const ALL = "all";

type Counts = readonly { readonly reason: UnpaidReason; readonly open: boolean; readonly transactions: number }[];

/** How many stand there for which reason; each narrows the list to it. */
export function ReasonCounts({ reasons }: { readonly reasons: Counts | undefined }) {
  const search = here.useSearch();
  const words = text.worklist;
  if (!reasons || reasons.length === 0) return null;
  const sum = (some: Counts) => some.reduce((total, each) => total + each.transactions, 0);
  const chips = [
    { label: words.open, count: sum(reasons.filter((each) => each.open)), to: { reason: undefined, open: undefined } },
    { label: words.asPlanned, count: sum(reasons.filter((each) => !each.open)), to: { reason: undefined, open: "false" } },
    { label: words.all, count: sum(reasons), to: { reason: undefined, open: ALL } },
    ...reasons.map(({ reason, transactions }) => ({
      label: words.reasons[reason].title,
      count: transactions,
      to: { reason, open: undefined },
    })),
  ];
  return (
    <ul className={classes["counts"]}>
      {chips.map(({ label, count, to }) => (
        <li key={label}>
          <Link
            to="/worklist"
            search={changed(search, to)}
            className={classes["count"]}
            aria-current={search["reason"] === to.reason && search["open"] === to.open ? "true" : undefined}
          >
            {label} <strong>{formatCount(count)}</strong>
          </Link>
        </li>
      ))}
    </ul>
  );
}
