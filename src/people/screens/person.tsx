import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { z } from "zod";
import { Amount } from "../../app/web/kit/amount.tsx";
import { api, bodyOf } from "../../app/web/kit/client.ts";
import { formatDate, formatInterval } from "../../app/web/kit/date.ts";
import { Facts, PageHeader, Section } from "../../app/web/kit/page.tsx";
import { QueryView } from "../../app/web/kit/states.tsx";
import { DataTable } from "../../app/web/kit/data-table.tsx";
import { text } from "../../app/web/kit/text.ts";
import type { personSchema } from "../schemas.ts";

type Person = z.infer<typeof personSchema>;

const here = getRouteApi("/signed-in/people/$participant");

/** A participant as the calculation reads them: seats, attributes and quotas, all dated. */
export function PersonScreen() {
  const param = here.useParams();
  const person = useQuery({ queryKey: ["person", param], queryFn: () => bodyOf(api.people[":participant"].$get({ param })) });
  return <QueryView query={person}>{(data) => <PersonView person={data} />}</QueryView>;
}

function dates(from: string | null, to: string | null): string {
  if (from === null && to === null) return text.person.always;
  return from === null ? text.person.until(formatDate(to ?? "")) : formatInterval(from, to);
}

function PersonView({ person }: { readonly person: Person }) {
  const words = text.person;
  return (
    <>
      <PageHeader title={person.name} lead={person.participant} />
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
            { title: words.seat, cell: ({ position }) => position },
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
    </>
  );
}
