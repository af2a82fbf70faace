import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Amount } from "../../app/web/kit/amount.tsx";
import { api, bodyOf } from "../../app/web/kit/client.ts";
import { Crumbs } from "../../app/web/kit/crumbs.tsx";
import { Facts, PageHeader, Section } from "../../app/web/kit/page.tsx";
import { PastDay } from "../../app/web/kit/past-day.tsx";
import { RecordHistory } from "../../app/web/kit/record-history.tsx";
import { QueryView } from "../../app/web/kit/states.tsx";
import { DataTable } from "../../app/web/kit/data-table.tsx";
import { text } from "../../app/web/kit/text.ts";
import { dates } from "./dates.ts";
import { SeatName } from "./names.tsx";
import type { Person } from "./types.ts";

const here = getRouteApi("/signed-in/people/$participant");

/** A participant as the calculation reads them: seats, attributes and quotas, all dated. */
export function PersonScreen() {
  const param = here.useParams();
  const query = here.useSearch();
  const person = useQuery({ queryKey: ["person", param, query], queryFn: () => bodyOf(api.people[":participant"].$get({ param, query })) });
  return <QueryView query={person}>{(data) => <PersonView person={data} />}</QueryView>;
}

function PersonView({ person }: { readonly person: Person }) {
  const words = text.person;
  return (
    <>
      <PageHeader
        above={
          <Crumbs trail={[{ label: text.people.title, link: <Link to="/people">{text.people.title}</Link> }, { label: person.name }]} />
        }
        title={person.name}
        lead={person.participant}
        beside={<PastDay />}
      />
      <Facts
        facts={[
          { label: words.employed, value: dates(person.hired, person.left) },
          { label: words.currency, value: person.currency },
          ...(person.email === null ? [] : [{ label: words.email, value: person.email }]),
        ]}
      />
      <Section title={words.seats} id="seats">
        <DataTable
          rows={person.assignments}
          empty={words.nobody}
          keyOf={({ position, from }) => `${position} ${from}`}
          columns={[
            { title: words.seat, cell: ({ position }) => <SeatName position={position} title={null} /> },
            { title: words.jobTitle, cell: ({ title }) => title ?? "" },
            { title: words.dates, cell: ({ from, to }) => dates(from, to), wide: true },
            { title: words.share, cell: ({ share }) => words.shareOf(share), figure: true },
          ]}
        />
      </Section>
      <Section title={words.attributes} id="attributes">
        <DataTable
          rows={person.attributes}
          empty={words.nobody}
          keyOf={({ owner, id, name, from }) => `${owner} ${id} ${name} ${from}`}
          columns={[
            { title: words.attribute, cell: ({ name }) => name },
            { title: words.of, cell: ({ owner, id }) => (owner === "participant" ? words.self : id), wide: true },
            { title: words.dates, cell: ({ from, to }) => dates(from, to), wide: true },
            { title: words.value, cell: ({ value }) => value, figure: true },
          ]}
        />
      </Section>
      <Section title={words.quotas} id="quotas">
        <DataTable
          rows={person.quotas}
          empty={words.nobody}
          keyOf={({ position, measure, from }) => `${position} ${measure} ${from}`}
          columns={[
            { title: words.measure, cell: ({ measure }) => measure },
            { title: words.seat, cell: ({ position }) => position, wide: true },
            { title: words.dates, cell: ({ from, to }) => dates(from, to) },
            {
              title: words.amount,
              cell: ({ amount, currency }) => <Amount value={amount} {...(currency === null ? {} : { currency })} />,
              figure: true,
            },
          ]}
        />
      </Section>
      <RecordHistory
        endpoint={api.history.people[":participant"]}
        param={{ participant: person.participant }}
        asOf
        seenBy={{ participant: person.participant }}
      />
    </>
  );
}
