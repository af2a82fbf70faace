import { Link } from "@tanstack/react-router";
import { Amount } from "../../app/web/kit/amount.tsx";
import { DataTable } from "../../app/web/kit/data-table.tsx";
import { formatDate, formatInterval, formatMoment, lastDay } from "../../app/web/kit/date.ts";
import { Panel, Section } from "../../app/web/kit/page.tsx";
import { EmptyState } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import { DisputeBadge } from "../../compensation/disputes/screens/dispute-badge.tsx";
import classes from "./home.module.css";
import { NextTiers } from "./next-tiers.tsx";
import { PaceBar } from "./pace-bar.tsx";
import type { OwnHome, OwnPeriod } from "./types.ts";

type OwnPartProps = { readonly own: OwnHome; readonly day: string; readonly isCalculating: boolean };

/** Where I stand: attainment with pace, what I have earned, what comes next, what my open deals would pay. */
export function OwnPart({ own, day, isCalculating }: OwnPartProps) {
  const isOver = own.periods.every(({ to }) => to !== null && to <= day);
  return (
    <>
      {own.periods.length === 0 && !isCalculating ? <EmptyState title={text.home.noPlan}>{text.home.noPlanFix}</EmptyState> : null}
      {own.periods.map((period) => (
        <PeriodPart key={`${period.period} ${period.currency}`} period={period} isOver={isOver} />
      ))}
      {own.opportunitiesOpen > 0 ? <Opportunities own={own} day={day} /> : null}
      {own.disputes.length > 0 ? <Disputes own={own} /> : null}
      {own.published.length > 0 ? <Published own={own} /> : null}
    </>
  );
}

function PeriodPart({ period, isOver }: { readonly period: OwnPeriod; readonly isOver: boolean }) {
  const words = text.home;
  return (
    <Section title={words.mine(period.period)} beside={<span className={classes["quiet"]}>{formatInterval(period.from, period.to)}</span>}>
      <div className={classes["cards"]}>
        {period.measures.map((measure) => (
          <Panel key={`${measure.name} ${measure.position} ${measure.window}`} padded>
            <div className={classes["cardTitle"]}>
              {text.statement.measure(measure.name)} <span className={classes["quiet"]}>{measure.window}</span>
            </div>
            <div className={classes["figures"]}>
              <Amount value={measure.amount} size="large" />
              {measure.quota === null ? null : (
                <span className={classes["quiet"]}>
                  {text.statement.ofQuota} <Amount value={measure.quota} />
                </span>
              )}
            </div>
            {measure.attainmentPercent === null ? null : (
              <PaceBar percent={measure.attainmentPercent} pace={measure.window === period.period && !isOver ? period.pacePercent : null} />
            )}
          </Panel>
        ))}
        <Panel padded>
          <div className={classes["cardTitle"]}>{words.earned}</div>
          <div className={classes["figures"]}>
            <Amount value={period.amount} currency={period.currency} size="large" />
          </div>
          <ul className={classes["plain"]}>
            {period.components.map(({ component, label, amount }) => (
              <li key={component} className={classes["pair"]}>
                <span>{label}</span>
                <Amount value={amount} />
              </li>
            ))}
          </ul>
          <p className={classes["note"]}>{isOver || period.to === null ? words.provisional : words.provisionalUntil(lastDay(period.to))}</p>
        </Panel>
        {period.next.length > 0 && !isOver ? <NextTiers period={period} /> : null}
      </div>
      {period.findings.map(({ message, fix }) => (
        <p key={message} className={classes["note"]}>
          {`${message} ${fix}`}
        </p>
      ))}
    </Section>
  );
}

function Opportunities({ own: { opportunities, opportunitiesOpen }, day }: { readonly own: OwnHome; readonly day: string }) {
  const words = text.home;
  return (
    <Section
      title={words.opportunities}
      beside={<span className={classes["quiet"]}>{words.shown(opportunities.length, opportunitiesOpen)}</span>}
    >
      <DataTable
        rows={opportunities}
        keyOf={({ opportunity }) => opportunity}
        empty={words.noOpportunities}
        columns={[
          {
            title: words.opportunity,
            cell: ({ name, opportunity, customerName, stage }) => (
              <>
                <Link to="/opportunities/$opportunity" params={{ opportunity }} className={classes["link"]}>
                  {name ?? opportunity}
                </Link>
                <div className={classes["quiet"]}>
                  {[name?.includes(customerName ?? "\u0000") ? null : customerName, stage].filter(Boolean).join(" · ")}
                </div>
              </>
            ),
          },
          {
            title: words.closes,
            cell: ({ closes }) =>
              closes === null ? null : (
                <span className={closes < day ? classes["late"] : undefined}>
                  {closes < day ? words.overdueOn(formatDate(closes)) : formatDate(closes)}
                </span>
              ),
            wide: true,
          },
          {
            title: words.value,
            cell: ({ amount, currency }) => (amount === null ? null : <Amount value={amount} currency={currency} />),
            figure: true,
            wide: true,
          },
          {
            title: words.payIfWon,
            cell: ({ payIfWon }) =>
              payIfWon === null ? (
                <span className={classes["quiet"]}>{words.notTold}</span>
              ) : (
                payIfWon.map(({ amount, currency }) => <Amount key={currency} value={amount} currency={currency} />)
              ),
            figure: true,
          },
        ]}
      />
      <p className={classes["note"]}>{words.payIfWonNote}</p>
    </Section>
  );
}

function Disputes({ own: { disputes } }: { readonly own: OwnHome }) {
  const words = text.disputes;
  return (
    <Section title={words.mine} beside={<Link to="/disputes">{words.all}</Link>}>
      <DataTable
        rows={disputes}
        keyOf={({ dispute }) => dispute}
        empty=""
        columns={[
          {
            title: words.question,
            cell: ({ dispute, question }) => (
              <Link to="/disputes/$dispute" params={{ dispute }} className={classes["link"]}>
                {question}
              </Link>
            ),
          },
          { title: text.statements.period, cell: ({ period }) => period, wide: true },
          { title: words.latest, cell: ({ latest }) => formatMoment(latest), wide: true },
          { title: words.state, cell: ({ state }) => <DisputeBadge state={state} /> },
        ]}
      />
    </Section>
  );
}

function Published({ own: { published, participant } }: { readonly own: OwnHome }) {
  const words = text.home;
  return (
    <Section title={words.published}>
      <DataTable
        rows={published}
        keyOf={({ set, period, currency }) => `${set} ${period} ${currency}`}
        empty=""
        columns={[
          {
            title: text.statements.period,
            cell: ({ period, set }) => (
              <Link
                to="/statements/$participant/$period"
                params={{ participant, period }}
                search={set === "default" ? {} : { set }}
                className={classes["link"]}
              >
                {period}
              </Link>
            ),
          },
          { title: text.statements.dates, cell: ({ from, to }) => formatInterval(from, to), wide: true },
          { title: text.statements.pay, cell: ({ amount, currency }) => <Amount value={amount} currency={currency} />, figure: true },
        ]}
      />
    </Section>
  );
}
