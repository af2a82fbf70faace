import { useQuery } from "@tanstack/react-query";
import { formatDate } from "../../app/web/kit/date.ts";
import { PageHeader } from "../../app/web/kit/page.tsx";
import { useRights } from "../../app/web/kit/rights.ts";
import { EmptyState, LoadingState, QueryView } from "../../app/web/kit/states.tsx";
import { firstStepsQuery } from "../../app/web/kit/steps-taken.ts";
import { text } from "../../app/web/kit/text.ts";
import { worklistSummaryQuery } from "../../compensation/worklist/screens/queries.ts";
import { WorklistPart } from "../../compensation/worklist/screens/worklist-part.tsx";
import { AdministrationPart } from "./administration.tsx";
import { Board } from "./board.tsx";
import { CoveragePart } from "./coverage.tsx";
import { CompanyPart } from "./company.tsx";
import { OwnPart } from "./own.tsx";
import { FirstSteps } from "./first-steps.tsx";
import classes from "./home.module.css";
import { homeQuery } from "./queries.ts";
import { TeamPart } from "./team.tsx";
import type { Home } from "./types.ts";

/** The first page: what one's roles answer for, with what needs a decision first. */
export function HomeScreen() {
  const home = useQuery(homeQuery);
  const worklistIsRead = useRights().reach("worklist.read") !== undefined;
  // What stands above or between is known before anything is drawn: nothing moves afterwards.
  const steps = useQuery(firstStepsQuery);
  const worklist = useQuery({ ...worklistSummaryQuery, enabled: worklistIsRead });
  const isWaiting = steps.isLoading || (worklist.isLoading && worklist.failureCount === 0);
  return (
    <>
      <PageHeader title={text.home.title} lead={home.data ? leadOf(home.data) : null} />
      <QueryView query={home}>{(data) => (isWaiting ? <LoadingState /> : <Parts home={data} />)}</QueryView>
    </>
  );
}

function leadOf({ day, figures }: Home): string {
  return figures === "earlier" ? text.home.earlier : text.home.asOf(formatDate(day));
}

function Parts({ home }: { readonly home: Home }) {
  const { own, team, company, coverage, board, administration } = home;
  const isCalculating = home.figures === "calculating";
  const isEmpty = !own && !team && !company && !coverage && !board && !administration && !isCalculating;
  return (
    <>
      <FirstSteps />
      {isEmpty ? <EmptyState title={text.home.empty}>{text.home.emptyFix}</EmptyState> : null}
      {isCalculating ? <Calculating /> : null}
      {team && !isCalculating ? <TeamPart team={team} /> : null}
      {company ? <CompanyPart company={company} /> : null}
      {own ? <OwnPart own={own} day={home.day} isCalculating={isCalculating} /> : null}
      {coverage ? <CoveragePart coverage={coverage} /> : null}
      {administration ? <AdministrationPart administration={administration} /> : null}
      {board ? <Board periods={board} day={home.day} /> : null}
      {coverage || board ? <WorklistPart /> : null}
    </>
  );
}

/** In place of the figures until they are there. */
function Calculating() {
  return (
    <div className={classes["calculating"]} role="status">
      <EmptyState title={text.home.calculating}>{text.home.calculatingFix}</EmptyState>
    </div>
  );
}
