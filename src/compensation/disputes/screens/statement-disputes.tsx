import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { formatMoment } from "../../../app/web/kit/date.ts";
import { Panel, Section } from "../../../app/web/kit/page.tsx";
import { useRights } from "../../../app/web/kit/rights.ts";
import { text } from "../../../app/web/kit/text.ts";
import type { StatementAddress } from "../../statements/screens/queries.ts";
import { aboutOf } from "./about.ts";
import { Ask, useMayAsk } from "./ask.tsx";
import { DisputeBadge } from "./dispute-badge.tsx";
import classes from "./disputes.module.css";
import { statementDisputesQuery } from "./queries.ts";

type StatementDisputesProps = {
  readonly address: StatementAddress;
  /** Only what was asked about this component and its lines. */
  readonly component?: string | undefined;
  /** The line that a new question is about. */
  readonly line?: number | undefined;
  readonly about?: string | undefined;
};

/** What was asked about a statement or one of its numbers, with a way to ask. Nothing where one may neither read nor ask. */
export function StatementDisputes({ address, component, line, about }: StatementDisputesProps) {
  const reads = useRights().reach("disputes.read") !== undefined;
  const asks = useMayAsk(address);
  const { data = [] } = useQuery({ ...statementDisputesQuery(address), enabled: reads });
  const words = text.disputes;
  const wanted = data.filter((each) => component === undefined || each.component === component);
  if (!asks && wanted.length === 0) return null;
  return (
    <Section
      title={component === undefined ? words.ofStatement : words.ofComponent}
      beside={asks ? <Ask address={address} component={component} line={line} about={about} /> : undefined}
    >
      {wanted.length === 0 ? null : (
        <Panel>
          <ul className={classes["list"]}>
            {wanted.map((each) => (
              <li key={each.dispute} className={classes["item"]}>
                <Link to="/disputes/$dispute" params={{ dispute: each.dispute ?? "" }} className={classes["link"]}>
                  {each.question}
                </Link>
                <span className={classes["quiet"]}>
                  {aboutOf({ component: each.component ?? null, transaction: each.transaction ?? null, line: each.line ?? null })}
                  {" · "}
                  {formatMoment(each.latest ?? "")}
                </span>
                <DisputeBadge state={each.state ?? "open"} />
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </Section>
  );
}
