import { Alert, Button } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../app/web/kit/client.ts";
import { formatMoment } from "../../app/web/kit/date.ts";
import { type ListColumn, textColumn } from "../../app/web/kit/list/columns.ts";
import { ListTable } from "../../app/web/kit/list/list-table.tsx";
import { PageHeader } from "../../app/web/kit/page.tsx";
import { queryClient } from "../../app/web/kit/queries.ts";
import { EmptyState } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import { AccessPages } from "./access-pages.tsx";
import { InvitationList, invitationsQuery } from "./invitation-list.tsx";
import { type Invited, InviteForm } from "./invite-form.tsx";
import { OutboxList, outboxQuery } from "./outbox-list.tsx";
import { type Person, rolesText, SignInActions } from "./sign-in-actions.tsx";
import { SignInPolicy, signInPolicyQuery } from "./sign-in-policy.tsx";
import classes from "./sign-ins.module.css";

/** Who may sign in as what; here an administrator invites, helps and ends. */
export function SignInsScreen() {
  const words = text.signIns;
  const [inviting, setInviting] = useState<Invited>();
  const [notice, setNotice] = useState<string>();
  const changed = (said?: string) => {
    setNotice(said);
    for (const key of ["sign-ins", "invitations", "outbox"]) void queryClient.invalidateQueries({ queryKey: [key] });
  };
  return (
    <>
      <AccessPages />
      <PageHeader
        title={words.title}
        lead={words.lead}
        beside={
          <Button onClick={() => setInviting({ participant: null, name: null, email: null })}>{text.invitations.inviteSomebody}</Button>
        }
      />
      {notice ? (
        <Alert variant="light" role="status" className={classes["notice"] ?? ""}>
          {notice}
        </Alert>
      ) : null}
      {inviting ? (
        <InviteForm
          key={inviting.participant}
          person={inviting}
          close={() => setInviting(undefined)}
          sent={(ok) => {
            setInviting(undefined);
            changed(ok ? undefined : text.invitations.notSent);
          }}
        />
      ) : null}
      <ListTable
        label={words.title}
        name="sign-ins"
        endpoint={api["sign-ins"]}
        columns={signInColumns(setInviting, changed)}
        keyOf={({ person }: Person) => person}
        searchLabel={words.filter}
        exported
        empty={<EmptyState title={words.empty}>{words.emptyFix}</EmptyState>}
        below={<BelowSignIns changed={changed} />}
      />
    </>
  );
}

/** All of it at once: nothing that is read is pushed away by what comes later. */
function BelowSignIns({ changed }: { readonly changed: () => void }) {
  const asked = useQueries({ queries: [invitationsQuery, outboxQuery, signInPolicyQuery] });
  if (asked.some(({ isPending }) => isPending)) return null;
  return (
    <>
      <InvitationList changed={changed} />
      <OutboxList />
      <SignInPolicy />
    </>
  );
}

function signInColumns(invite: (person: Invited) => void, changed: (words?: string) => void): readonly ListColumn<Person>[] {
  const words = text.signIns;
  return [
    { id: "name", title: words.person, cell: ({ name }) => name, sortable: true },
    { ...textColumn("email", words.email, ({ email }) => email), wide: true },
    { id: "roles", title: words.roles, cell: ({ roles }) => rolesText(roles) ?? words.none },
    {
      id: "lastSignIn",
      title: words.lastSignIn,
      cell: ({ userId, lastSignIn }) => (userId === null ? "" : lastSignIn === null ? words.never : formatMoment(lastSignIn)),
      raw: ({ lastSignIn }) => lastSignIn ?? "",
      sortable: true,
      filter: { kind: "dates" },
      wide: true,
      width: "12.5rem",
    },
    {
      id: "secondFactor",
      title: words.secondFactor,
      cell: ({ userId, secondFactor }) => (userId === null ? "" : secondFactor ? words.on : words.off),
      filter: {
        kind: "choice",
        options: [
          { value: "true", label: words.on },
          { value: "false", label: words.off },
        ],
      },
      hidden: true,
    },
    { ...textColumn("participant", text.access.participant, ({ participant }: Person) => participant), hidden: true },
    {
      id: "person",
      title: words.actions,
      cell: (person) => <SignInActions person={person} invite={invite} changed={changed} />,
      raw: ({ person }) => person,
      width: "20rem",
    },
  ];
}
