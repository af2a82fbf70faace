import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Amount } from "../../../app/web/kit/amount.tsx";
import { Crumbs } from "../../../app/web/kit/crumbs.tsx";
import { dayBefore, formatInterval } from "../../../app/web/kit/date.ts";
import { Facts, PageHeader, Panel, Section } from "../../../app/web/kit/page.tsx";
import { QueryView } from "../../../app/web/kit/states.tsx";
import { text } from "../../../app/web/kit/text.ts";
import { WhoCouldSee } from "../../../app/web/kit/who-could-see.tsx";
import type { StatementVersions } from "../versions/schemas.ts";
import { AddAdjustment } from "../../adjustments/screens/add-adjustment.tsx";
import { StatementReceipt } from "../../receipts/screens/statement-receipt.tsx";
import { StatementDisputes } from "../../disputes/screens/statement-disputes.tsx";
import { Findings } from "./findings.tsx";
import { headerFacts } from "./header-facts.tsx";
import { MeasureCard } from "./measure-card.tsx";
import { PaySlip } from "./pay-slip.tsx";
import { type StatementAddress, statementQuery, versionsQuery } from "./queries.ts";
import { SinceLast } from "./since-last.tsx";
import { StateBadge } from "./state-badge.tsx";
import { StatementsLink } from "./statements-link.tsx";
import classes from "./statement.module.css";
import type { StatementPage } from "./types.ts";

const here = getRouteApi("/signed-in/statements/$participant/$period");

/** One statement: how far against quota, what is paid for what, and what is missing. Every amount leads to its reason. */
export function StatementScreen() {
  const address: StatementAddress = { ...here.useParams(), ...here.useSearch() };
  const statement = useQuery(statementQuery(address));
  const versions = useQuery(versionsQuery(address));
  return (
    <QueryView query={statement}>
      {(data) => <QueryView query={versions}>{(found) => <StatementView statement={data} versions={found} address={address} />}</QueryView>}
    </QueryView>
  );
}

type StatementViewProps = { readonly statement: StatementPage; readonly versions: StatementVersions; readonly address: StatementAddress };

function StatementView({ statement, versions, address }: StatementViewProps) {
  const { participant, period, ...search } = address;
  return (
    <>
      <PageHeader
        above={<Crumbs trail={[{ label: text.shell.statements, link: <StatementsLink /> }, { label: statement.name }]} />}
        title={
          <Link to="/people/$participant" params={{ participant: statement.participant }} className={classes["person"]}>
            {statement.name}
          </Link>
        }
        lead={
          <span className={classes["period"]}>
            <strong>{statement.period}</strong>
            <span>{formatInterval(statement.from, statement.to)}</span>
            <StateBadge state={statement.state} />
            <Link to="/statements/$participant/$period/print" params={{ participant, period }} search={search}>
              {text.statement.print}
            </Link>
            <WhoCouldSee participant={participant} {...(statement.to === null ? {} : { date: dayBefore(statement.to) })} />
          </span>
        }
        beside={
          <div className={classes["total"]}>
            <div className={classes["totalLabel"]}>{text.statement.total}</div>
            <Amount value={statement.amount} currency={statement.currency} size="display" />
          </div>
        }
      />
      <Facts facts={headerFacts(statement, versions)} />
      {statement.findings.length > 0 ? <Findings findings={statement.findings} /> : null}
      {statement.measures.length > 0 ? (
        <Section title={text.statement.measures}>
          <div className={classes["measures"]}>
            {statement.measures.map((measure) => (
              <MeasureCard
                key={`${measure.plan} ${measure.name} ${measure.position} ${measure.window}`}
                measure={measure}
                currency={statement.currency}
                address={address}
              />
            ))}
          </div>
        </Section>
      ) : null}
      <Section title={text.statement.payIn(statement.currency)} beside={<AddAdjustment statement={statement} />}>
        <Panel>
          <PaySlip statement={statement} address={address} />
        </Panel>
      </Section>
      <SinceLast statement={statement} versions={versions} address={address} />
      {statement.state === "published" ? <StatementReceipt address={address} /> : null}
      <StatementDisputes address={address} />
    </>
  );
}
