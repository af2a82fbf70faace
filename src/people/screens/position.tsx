import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { api, bodyOf } from "../../app/web/kit/client.ts";
import { Crumbs } from "../../app/web/kit/crumbs.tsx";
import { DataTable } from "../../app/web/kit/data-table.tsx";
import { formatDate } from "../../app/web/kit/date.ts";
import { Facts, PageHeader, Panel, Section } from "../../app/web/kit/page.tsx";
import { PastDay } from "../../app/web/kit/past-day.tsx";
import { RecordHistory } from "../../app/web/kit/record-history.tsx";
import { QueryView } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import { DayTool } from "./day-tool.tsx";
import { PersonName, SeatName } from "./names.tsx";
import { SeatQuotas, SeatTerritories } from "./seat-parts.tsx";
import { dates } from "./dates.ts";
import type { Seat } from "./types.ts";

const here = getRouteApi("/signed-in/positions/$position");

/** A seat on a day: who holds and held it, what it reports to, what lies below it and what hangs on it. */
export function PositionScreen() {
  const param = here.useParams();
  const query = here.useSearch();
  const seat = useQuery({
    queryKey: ["position", param, query],
    queryFn: () => bodyOf(api.positions[":position"].$get({ param, query })),
  });
  return <QueryView query={seat}>{(data) => <SeatView seat={data} />}</QueryView>;
}

function SeatView({ seat }: { readonly seat: Seat }) {
  const words = text.people;
  const name = seat.title ?? seat.position;
  return (
    <>
      <PageHeader
        above={<Crumbs trail={[{ label: words.hierarchy, link: <Link to="/hierarchy">{words.hierarchy}</Link> }, { label: name }]} />}
        title={name}
        lead={seat.position}
        beside={
          <>
            <DayTool />
            <PastDay />
          </>
        }
      />
      <Panel padded>
        <Facts facts={factsOf(seat)} />
      </Panel>
      <Section title={words.holders} id="holders">
        <DataTable
          rows={seat.holders}
          empty={words.vacantAlways}
          keyOf={({ participant, from }) => `${participant} ${from}`}
          columns={[
            { title: words.person, cell: (holder) => <PersonName {...holder} /> },
            { title: text.person.dates, cell: ({ from, to }) => dates(from, to) },
            { title: text.person.share, cell: ({ share }) => text.person.shareOf(share), figure: true },
          ]}
        />
      </Section>
      {seat.lines.length > 0 ? (
        <Section title={words.lines} id="lines">
          <DataTable
            rows={seat.lines}
            empty=""
            keyOf={({ parent, from }) => `${parent} ${from}`}
            columns={[
              { title: words.above, cell: ({ parent, title }) => <SeatName position={parent} title={title} /> },
              { title: text.person.dates, cell: ({ from, to }) => dates(from, to) },
            ]}
          />
        </Section>
      ) : null}
      {seat.below.length > 0 ? (
        <Section title={words.below} id="below">
          <DataTable
            rows={seat.below}
            empty=""
            keyOf={({ position }) => position}
            columns={[
              { title: words.seat, cell: (below) => <SeatName {...below} /> },
              { title: words.id, cell: ({ position }) => position },
            ]}
          />
        </Section>
      ) : null}
      <SeatQuotas position={seat.position} />
      <SeatTerritories position={seat.position} />
      <RecordHistory endpoint={api.history.positions[":position"]} param={{ position: seat.position }} asOf />
    </>
  );
}

function factsOf({ on, occupants, role, parent, parentTitle }: Seat) {
  const words = text.people;
  return [
    {
      label: words.heldOn(formatDate(on)),
      value:
        occupants.length === 0
          ? words.vacant
          : occupants.map((occupant, index) => (
              <span key={occupant.participant}>
                {index === 0 ? "" : ", "}
                <PersonName {...occupant} />
              </span>
            )),
    },
    ...(parent === null ? [] : [{ label: words.above, value: <SeatName position={parent} title={parentTitle} /> }]),
    ...(role === null ? [] : [{ label: words.role, value: role }]),
  ];
}
