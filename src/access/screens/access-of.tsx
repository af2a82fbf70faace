import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { api, bodyOf } from "../../app/web/kit/client.ts";
import { formatDate, today } from "../../app/web/kit/date.ts";
import { fieldOf } from "../../app/web/kit/form.ts";
import type { ListColumn } from "../../app/web/kit/list/columns.ts";
import type { RowOf } from "../../app/web/kit/list/list-query.ts";
import { ListTable } from "../../app/web/kit/list/list-table.tsx";
import { changed } from "../../app/web/kit/list/search.ts";
import { PageHeader } from "../../app/web/kit/page.tsx";
import { EmptyState } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import { PERMISSIONS, ROLES } from "../permissions.ts";
import { AccessPages } from "./access-pages.tsx";
import classes from "./access.module.css";

type Seen = RowOf<typeof api.access.of>;
const here = getRouteApi("/signed-in/access/of");

/** What somebody could see and do on a day: each permission with the role that gave it, and whose rows it reached. */
export function AccessOfScreen() {
  const words = text.access;
  const search = here.useSearch();
  const navigate = here.useNavigate();
  const { user, day = today() } = search;
  const users = useQuery({ queryKey: ["access-users", day], queryFn: () => bodyOf(api.access.users.$get({ query: { day } })) });
  const ask = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void navigate({ search: changed(search, { user: fieldOf(form, "user"), day: fieldOf(form, "day") }) });
  };
  return (
    <>
      <AccessPages />
      <PageHeader title={words.ofTitle} lead={words.ofLead} />
      <form key={`${user} ${day} ${users.data?.items.length}`} className={classes["question"]} onSubmit={ask}>
        <NativeSelect
          name="user"
          label={words.user}
          defaultValue={user ?? ""}
          data={[
            { value: "", label: words.choose },
            ...(users.data?.items ?? []).map(({ userId, name }) => ({ value: userId, label: name })),
          ]}
        />
        <TextInput type="date" name="day" label={words.day} defaultValue={day} required withAsterisk={false} />
        <Button type="submit">{words.ask}</Button>
      </form>
      {user === undefined ? (
        <EmptyState title={words.ofAsk}>{words.ofAskFix}</EmptyState>
      ) : (
        <ListTable
          label={words.ofTitle}
          name="access-of"
          endpoint={api.access.of}
          query={(asked) => ({ ...asked, day })}
          columns={seenColumns()}
          keyOf={({ permission, role, through, whose }: Seen) => `${permission} ${role} ${through} ${whose}`}
          searchLabel={words.searchPerson}
          exported
          empty={<EmptyState title={words.nothing(formatDate(day))} />}
        />
      )}
    </>
  );
}

function seenColumns(): readonly ListColumn<Seen>[] {
  const words = text.access;
  const throughs = { own: words.through.own, reports: words.throughReports, company: words.through.company };
  return [
    {
      id: "permission",
      title: words.permission,
      cell: ({ permission }) => permission,
      sortable: true,
      filter: { kind: "choice", options: PERMISSIONS.map((value) => ({ value, label: value })) },
    },
    {
      id: "role",
      title: words.role,
      cell: ({ role }) => text.shell.roles[role],
      sortable: true,
      filter: { kind: "choice", options: ROLES.map((value) => ({ value, label: text.shell.roles[value] })) },
    },
    {
      id: "through",
      title: words.why,
      cell: ({ through }) => throughs[through],
      sortable: true,
      filter: {
        kind: "choice",
        options: (["own", "reports", "company"] as const).map((value) => ({ value, label: throughs[value] })),
      },
    },
    { id: "name", title: words.whose, cell: ({ name, participant }) => name ?? participant ?? words.everybody, sortable: true },
    {
      id: "from",
      title: words.from,
      cell: ({ from }) => (from === null ? "" : formatDate(from)),
      sortable: true,
      wide: true,
      width: "8rem",
    },
    { id: "to", title: words.to, cell: ({ to }) => (to === null ? "" : formatDate(to)), sortable: true, wide: true, width: "8rem" },
  ];
}
