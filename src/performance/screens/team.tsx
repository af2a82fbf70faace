import { Link } from "@tanstack/react-router";
import { AttainmentBar } from "../../compensation/statements/screens/attainment-bar.tsx";
import { Amount } from "../../app/web/kit/amount.tsx";
import { DataTable } from "../../app/web/kit/data-table.tsx";
import { formatCount, formatDecimal } from "../../app/web/kit/number.ts";
import { Section } from "../../app/web/kit/page.tsx";
import { text } from "../../app/web/kit/text.ts";
import classes from "./home.module.css";
import type { Member, TeamHome } from "./types.ts";

/** Who needs me, and where everybody stands. The order is the answer: most reasons first, then furthest behind pace. */
export function TeamPart({ team }: { readonly team: TeamHome }) {
  const words = text.home;
  const { won, lost } = team.closed;
  return (
    <Section
      title={words.team(team.needing, team.people)}
      beside={team.pacePercent === null ? null : <span className={classes["quiet"]}>{words.pace(formatDecimal(team.pacePercent))}</span>}
    >
      <DataTable
        rows={team.members}
        keyOf={({ participant }) => participant}
        empty={words.noTeam}
        columns={[
          { title: text.statements.person, cell: (member) => <Name member={member} /> },
          {
            title: words.needs,
            cell: ({ reasons, overdue, aheadPoints }) =>
              reasons.map((reason) => words.reasons[reason](overdue, points(aheadPoints))).join(", "),
          },
          {
            title: text.statements.attainment,
            cell: ({ measure }) =>
              measure?.attainmentPercent ? <AttainmentBar percent={measure.attainmentPercent} /> : text.statements.noQuota,
            figure: true,
          },
          { title: words.open, cell: ({ open }) => formatCount(open), figure: true, wide: true },
          {
            title: words.openValue,
            cell: ({ openAmounts }) =>
              openAmounts.map(({ currency, amount }) => <Amount key={currency} value={amount} currency={currency} />),
            figure: true,
            wide: true,
          },
          {
            title: words.provisionalPay,
            cell: ({ amount, currency }) => (amount === null || currency === null ? null : <Amount value={amount} currency={currency} />),
            figure: true,
            wide: true,
          },
        ]}
      />
      {team.members.length < team.people ? (
        <p className={classes["note"]}>
          {words.shownFirst(formatCount(team.members.length), formatCount(team.people))} <Link to="/attainment">{words.allAttainment}</Link>
        </p>
      ) : null}
      <p className={classes["note"]}>{`${won + lost > 0 ? `${words.winRate(won, won + lost)} ` : ""}${words.noForecast}`}</p>
    </Section>
  );
}

function points(ahead: string | null): string {
  return ahead === null ? "" : formatDecimal(ahead.replace("-", ""));
}

function Name({ member: { participant, name, title } }: { readonly member: Member }) {
  return (
    <>
      <Link to="/people/$participant" params={{ participant }} className={classes["link"]}>
        {name}
      </Link>
      {title === null ? null : <div className={classes["quiet"]}>{title}</div>}
    </>
  );
}
