import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { formatCount } from "../../../app/web/kit/number.ts";
import { Section } from "../../../app/web/kit/page.tsx";
import { useRights } from "../../../app/web/kit/rights.ts";
import { text } from "../../../app/web/kit/text.ts";
import { worklistSummaryQuery } from "./queries.ts";
import classes from "./worklist.module.css";

/** On a home: how many transactions wait for an owner, credit or pay, and why. */
export function WorklistPart() {
  const words = text.worklist;
  const reads = useRights().reach("worklist.read") !== undefined;
  const { data } = useQuery({ ...worklistSummaryQuery, enabled: reads });
  if (!reads || !data) return null;
  const open = data.reasons.filter((each) => each.open);
  const waiting = open.reduce((sum, { transactions }) => sum + transactions, 0);
  return (
    <Section title={words.title} beside={<Link to="/worklist">{words.waiting(waiting)}</Link>}>
      {waiting === 0 ? <p className={classes["quiet"]}>{words.empty}</p> : null}
      <ul className={classes["counts"]}>
        {open.map(({ reason, transactions }) => (
          <li key={reason}>
            <Link to="/worklist" search={{ reason }} className={classes["count"]}>
              {words.reasons[reason].title} <strong>{formatCount(transactions)}</strong>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
