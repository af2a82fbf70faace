import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Amount } from "../../app/web/kit/amount.tsx";
import { formatInterval, formatMoment } from "../../app/web/kit/date.ts";
import { formatCount } from "../../app/web/kit/number.ts";
import { Panel, Section } from "../../app/web/kit/page.tsx";
import { EmptyState } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import { StateBadge } from "../../compensation/statements/screens/state-badge.tsx";
import classes from "./board.module.css";
import type { BoardPeriod } from "./types.ts";

/** Every period on its way to being paid: inputs, findings, calculation, published, and what stands in its way. */
export function Board({ periods, day }: { readonly periods: readonly BoardPeriod[]; readonly day: string }) {
  const words = text.home;
  return (
    <Section title={words.board} beside={<Link to="/calculations">{text.shell.calculations}</Link>}>
      {periods.length === 0 ? <EmptyState title={words.noPeriods}>{words.noPeriodsFix}</EmptyState> : null}
      <ul className={classes["board"]}>
        {periods.map((period) => (
          <li key={`${period.set} ${period.period}`}>
            <Panel padded>
              <PeriodSteps period={period} isRunning={period.to === null || day < period.to} />
            </Panel>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function PeriodSteps({ period, isRunning }: { readonly period: BoardPeriod; readonly isRunning: boolean }) {
  const words = text.home;
  const search = { period: period.period, ...(period.set === "default" ? {} : { set: period.set }) };
  return (
    <>
      <div className={classes["head"]}>
        <Link to="/statements" search={search} className={classes["period"]}>
          {period.period}
        </Link>
        <span className={classes["quiet"]}>{formatInterval(period.from, period.to)}</span>
        <StateBadge state={period.state} />
        <span className={classes["totals"]}>
          {period.totals.map(({ currency, amount }) => (
            <Amount key={currency} value={amount} currency={currency} />
          ))}
        </span>
      </div>
      <ol className={classes["steps"]}>
        <Step title={words.inputs} state={period.withoutOwner > 0 ? "note" : "done"}>
          {words.transactions(period.transactions, period.withoutOwner)}
        </Step>
        <Step title={words.findings} state={period.blocking > 0 ? "blocks" : period.notes > 0 ? "note" : "done"}>
          {words.findingsOf(period.blocking, period.notes)}
        </Step>
        <Step title={words.calculation} state={period.changesSince > 0 ? "note" : "done"}>
          {words.calculatedAt(formatMoment(period.calculatedAt), period.changesSince)}
        </Step>
        <Step title={text.disputes.title} state={period.disputes > 0 ? "note" : "done"}>
          <Link to="/disputes" search={{ period: period.period, state: "open" }} className={classes["quiet"]}>
            {text.disputes.waiting(period.disputes)}
          </Link>
        </Step>
        <Step title={words.publishing} state={period.state === "published" ? "done" : isRunning ? "open" : "note"}>
          {period.state === "published"
            ? words.publishedTo(formatCount(period.statements))
            : isRunning
              ? words.running
              : words.waits(formatCount(period.statements))}
        </Step>
      </ol>
    </>
  );
}

type StepState = "done" | "note" | "blocks" | "open";

function Step({ title, state, children }: { readonly title: string; readonly state: StepState; readonly children: ReactNode }) {
  return (
    <li className={classes["step"]} data-state={state}>
      <span className={classes["title"]}>
        {title} <span className={classes["state"]}>{text.home.stepStates[state]}</span>
      </span>
      <span className={classes["quiet"]}>{children}</span>
    </li>
  );
}
