import { Link } from "@tanstack/react-router";
import { Amount } from "../../../app/web/kit/amount.tsx";
import { formatInterval } from "../../../app/web/kit/date.ts";
import table from "../../../app/web/kit/table.module.css";
import { text } from "../../../app/web/kit/text.ts";
import { AttainmentBar } from "./attainment-bar.tsx";
import { StateBadge } from "./state-badge.tsx";
import classes from "./statement-list.module.css";
import type { StatementRow } from "./types.ts";

type StatementTableRowProps = {
  readonly statement: StatementRow;
  readonly showsPerson: boolean;
  readonly showsPeriod: boolean;
  readonly showsCurrency: boolean;
};

/** One statement of the list; its first cell leads to it. */
export function StatementTableRow({ statement, showsPerson, showsPeriod, showsCurrency }: StatementTableRowProps) {
  const { participant, name, period, set, currency, findings } = statement;
  const attained = statement.measures.find((measure) => measure.attainmentPercent !== null)?.attainmentPercent;
  const search = { ...(set === "default" ? {} : { set }), ...(showsCurrency ? { currency } : {}) };
  return (
    <tr>
      <td>
        <Link to="/statements/$participant/$period" params={{ participant, period }} search={search} className={table["link"]}>
          {showsPerson ? name : period}
        </Link>{" "}
        {showsPerson ? (
          <span className={table["quiet"]}>{showsPeriod ? `${participant} · ${period}` : participant}</span>
        ) : (
          <span className={classes["narrow"]}>{formatInterval(statement.from, statement.to)}</span>
        )}
      </td>
      <td className={table["widest"]}>
        <span className={table["quiet"]}>{formatInterval(statement.from, statement.to)}</span>
      </td>
      <td className={table["wide"]}>
        {attained ? <AttainmentBar percent={attained} /> : <span className={table["quiet"]}>{text.statements.noQuota}</span>}
      </td>
      <td className={table["wide"]}>
        <span className={classes["status"]}>
          <StateBadge state={statement.state} />
          {findings.length > 0 ? <span className={classes["findings"]}>{text.statements.findings(findings.length)}</span> : null}
        </span>
      </td>
      <td className={table["figure"]}>
        <Amount value={statement.amount} {...(showsCurrency ? { currency } : {})} />
      </td>
    </tr>
  );
}
