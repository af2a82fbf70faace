import { Link } from "@tanstack/react-router";
import { DataTable } from "../../app/web/kit/data-table.tsx";
import { formatMoment } from "../../app/web/kit/date.ts";
import { formatCount } from "../../app/web/kit/number.ts";
import { Facts, Section } from "../../app/web/kit/page.tsx";
import { text } from "../../app/web/kit/text.ts";
import type { Administration } from "./types.ts";

/** Who may do what, what changed, and whether it is healthy. */
export function AdministrationPart({ administration }: { readonly administration: Administration }) {
  const words = text.home;
  const { roles, invitations, signInsFailed, imports, changes, health } = administration;
  return (
    <>
      <Section title={text.shell.signIns} beside={<Link to="/sign-ins">{words.toSignIns}</Link>}>
        <Facts
          facts={[
            ...roles.map(({ role, people }) => ({ label: roleName(role), value: formatCount(people) })),
            { label: words.invitations, value: formatCount(invitations) },
            { label: words.signInsFailed, value: <Link to="/sign-in-events">{formatCount(signInsFailed)}</Link> },
          ]}
        />
      </Section>
      <Section title={words.imports}>
        <DataTable
          rows={imports}
          keyOf={(row) => String(row.import)}
          empty={words.noImports}
          columns={[
            { title: words.when, cell: ({ at }) => formatMoment(at) },
            { title: words.files, cell: ({ files }) => words.filesOf(files.slice(0, 3).join(", "), files.length - 3), wide: true },
            { title: text.statements.status, cell: ({ state }) => words.importState(state) },
            { title: words.rejected, cell: ({ rejected }) => formatCount(rejected), figure: true },
          ]}
        />
      </Section>
      <Section title={words.changes}>
        <DataTable
          rows={changes}
          keyOf={({ change }) => String(change)}
          empty={words.noChanges}
          columns={[
            { title: words.change, cell: ({ change }) => text.statement.dataAsOf(change) },
            { title: words.when, cell: ({ at }) => formatMoment(at), wide: true },
            { title: words.reason, cell: ({ reason }) => reason },
          ]}
        />
      </Section>
      <Section title={words.health}>
        <Facts
          facts={[
            { label: words.database, value: health.engine },
            { label: words.migration, value: health.migration },
          ]}
        />
      </Section>
    </>
  );
}

function roleName(role: string): string {
  return Object.entries(text.shell.roles).find(([name]) => name === role)?.[1] ?? role;
}
