import { Button, TextInput } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { api } from "../../app/web/kit/client.ts";
import { formatDate, lastDay, today } from "../../app/web/kit/date.ts";
import { fieldOf } from "../../app/web/kit/form.ts";
import type { ListColumn } from "../../app/web/kit/list/columns.ts";
import type { RowOf } from "../../app/web/kit/list/list-query.ts";
import { ListTable } from "../../app/web/kit/list/list-table.tsx";
import { changed } from "../../app/web/kit/list/search.ts";
import { PageHeader } from "../../app/web/kit/page.tsx";
import { EmptyState } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import { ASKED } from "../on/who-sees.ts";
import { ROLES } from "../permissions.ts";
import { AccessPages } from "./access-pages.tsx";
import classes from "./access.module.css";
import { PersonField } from "./person-field.tsx";

type Seeing = RowOf<typeof api.access.on>;
const here = getRouteApi("/signed-in/access/on");

/** Who could see somebody's statements and transactions on a day, and why: the role and the reporting line that gave it. */
export function AccessOnScreen() {
  const words = text.access;
  const search = here.useSearch();
  const navigate = here.useNavigate();
  const ask = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const asked = { participant: fieldOf(form, "participant"), day: fieldOf(form, "day"), date: fieldOf(form, "date") };
    void navigate({ search: changed(search, asked) });
  };
  const { participant, day = today(), date } = search;
  return (
    <>
      <AccessPages />
      <PageHeader title={words.onTitle} lead={words.onLead} />
      <form key={`${participant} ${day} ${date}`} className={classes["question"]} onSubmit={ask}>
        <PersonField name="participant" label={words.whose} defaultValue={participant ?? ""} required />
        <TextInput type="date" name="day" label={words.day} defaultValue={day} required withAsterisk={false} />
        <TextInput type="date" name="date" label={words.date} defaultValue={date ?? ""} />
        <Button type="submit">{words.ask}</Button>
      </form>
      {participant === undefined ? (
        <EmptyState title={words.onAsk}>{words.onAskFix}</EmptyState>
      ) : (
        <ListTable
          label={words.onTitle}
          name="access-on"
          endpoint={api.access.on}
          query={(asked) => ({ ...asked, day })}
          columns={seeingColumns()}
          keyOf={({ userId, permission, role }: Seeing) => `${userId} ${permission} ${role}`}
          searchLabel={words.searchUser}
          exported
          empty={<EmptyState title={words.nobody(formatDate(day))} />}
        />
      )}
    </>
  );
}

function seeingColumns(): readonly ListColumn<Seeing>[] {
  const words = text.access;
  return [
    { id: "name", title: words.user, cell: ({ name }) => name, sortable: true },
    {
      id: "permission",
      title: words.what,
      cell: ({ permission }) => words.seenThings[permission],
      sortable: true,
      filter: { kind: "choice", options: ASKED.map((value) => ({ value, label: words.seenThings[value] })) },
    },
    {
      id: "role",
      title: words.role,
      cell: ({ role }) => text.shell.roles[role],
      sortable: true,
      filter: { kind: "choice", options: ROLES.map((value) => ({ value, label: text.shell.roles[value] })) },
    },
    { id: "through", title: words.why, cell: (row) => reasonOf(row), raw: reasonOf },
  ];
}

function reasonOf({ through, managerName, manager, reporting }: Seeing): string {
  const words = text.access.through;
  if (through !== "reports" || !reporting) return through === "own" ? words.own : words.company;
  const said = (day: string, say: (day: string) => string) => (day.endsWith("infinity") ? null : say(day));
  return words.reports(managerName ?? manager ?? "", said(reporting.from, formatDate), said(reporting.to, lastDay));
}
