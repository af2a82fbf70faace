import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { api, done } from "../../app/web/kit/client.ts";
import { ConfirmButton } from "../../app/web/kit/confirm-button.tsx";
import { formatDate } from "../../app/web/kit/date.ts";
import type { ListColumn } from "../../app/web/kit/list/columns.ts";
import type { RowOf } from "../../app/web/kit/list/list-query.ts";
import { ListTable } from "../../app/web/kit/list/list-table.tsx";
import { PageHeader } from "../../app/web/kit/page.tsx";
import { queryClient } from "../../app/web/kit/queries.ts";
import { EmptyState } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import { toastDone } from "../../app/web/kit/toast.ts";
import { ROLES } from "../permissions.ts";
import { AccessPages } from "./access-pages.tsx";
import { GiveRolesForm } from "./give-roles-form.tsx";

type Membership = RowOf<typeof api.memberships>;
const STATES = ["held", "coming", "ended"] as const;

/** Who has which role from when to when; here an administrator gives and ends them. */
export function AccessScreen() {
  const words = text.access;
  const [giving, setGiving] = useState(false);
  const changed = () => queryClient.invalidateQueries({ queryKey: ["memberships"] });
  return (
    <>
      <AccessPages />
      <PageHeader
        title={words.title}
        lead={words.lead}
        beside={giving ? null : <Button onClick={() => setGiving(true)}>{words.give}</Button>}
      />
      {giving ? (
        <GiveRolesForm
          close={() => setGiving(false)}
          given={() => {
            setGiving(false);
            void changed();
            toastDone(words.given);
          }}
        />
      ) : null}
      <ListTable
        label={words.title}
        name="memberships"
        endpoint={api.memberships}
        query={(search) => (search["state"] === undefined && search["search"] === undefined ? { ...search, state: "held" } : search)}
        columns={membershipColumns(changed)}
        keyOf={({ userId, role, from }: Membership) => `${userId} ${role} ${from}`}
        searchLabel={words.search}
        exported
        empty={<EmptyState title={words.empty} />}
      />
    </>
  );
}

function membershipColumns(changed: () => Promise<void>): readonly ListColumn<Membership>[] {
  const words = text.access;
  const day = (value: string | null, open: string) => (value === null ? open : formatDate(value));
  return [
    { id: "name", title: words.user, cell: ({ name }) => name, sortable: true },
    { id: "email", title: words.email, cell: ({ email }) => email, sortable: true, wide: true },
    {
      id: "role",
      title: words.role,
      cell: ({ role }) => text.shell.roles[role],
      sortable: true,
      filter: { kind: "choice", options: ROLES.map((value) => ({ value, label: text.shell.roles[value] })) },
    },
    {
      id: "participantName",
      title: words.participant,
      cell: ({ participantName, participant }) => participantName ?? participant,
      sortable: true,
      wide: true,
    },
    {
      id: "from",
      title: words.from,
      cell: ({ from }) => day(from, words.always),
      raw: ({ from }) => from ?? "",
      sortable: true,
      filter: { kind: "dates" },
      width: "8rem",
    },
    {
      id: "to",
      title: words.to,
      cell: ({ to }) => day(to, words.open),
      raw: ({ to }) => to ?? "",
      sortable: true,
      filter: { kind: "dates" },
      width: "8rem",
    },
    {
      id: "state",
      title: words.state,
      cell: ({ state }) => words.states[state],
      filter: { kind: "choice", options: STATES.map((value) => ({ value, label: words.states[value] })) },
      width: "7rem",
    },
    {
      id: "userId",
      title: words.actions,
      cell: (membership) => (membership.state === "ended" ? null : <EndButton membership={membership} changed={changed} />),
      raw: ({ userId }) => userId,
      width: "8rem",
    },
  ];
}

type EndButtonProps = { readonly membership: Membership; readonly changed: () => Promise<void> };

/** Ends a role today or on a later day, with a reason that stands in the history. */
function EndButton({ membership: { userId, name, role, from }, changed }: EndButtonProps) {
  const words = text.access;
  const [reason, setReason] = useState("");
  const [to, setTo] = useState("");
  const confirm = async () => {
    await done(api.memberships.end.$post({ json: { userId, role, from, reason, ...(to === "" ? {} : { to }) } }));
    await changed();
    toastDone(words.ended);
  };
  const roleName = text.shell.roles[role];
  return (
    <ConfirmButton
      label={words.end}
      spoken={words.endOf(roleName, name)}
      question={words.endQuestion(roleName, name)}
      confirm={words.end}
      danger
      variant="subtle"
      size="compact-sm"
      onConfirm={confirm}
    >
      <p>{words.endConsequence}</p>
      <TextInput
        label={words.reason}
        description={words.reasonHint}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={500}
      />
      <TextInput
        type="date"
        label={words.endOn}
        description={words.endOnHint}
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
    </ConfirmButton>
  );
}
