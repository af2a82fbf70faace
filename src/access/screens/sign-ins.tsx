import { Alert, Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, bodyOf } from "../../app/web/kit/client.ts";
import { PageHeader, Panel, Section, Spoken } from "../../app/web/kit/page.tsx";
import { queryClient } from "../../app/web/kit/queries.ts";
import { EmptyState, QueryView } from "../../app/web/kit/states.tsx";
import table from "../../app/web/kit/table.module.css";
import { text } from "../../app/web/kit/text.ts";
import { InvitationList } from "./invitation-list.tsx";
import { type Invited, InviteForm } from "./invite-form.tsx";
import { OutboxList } from "./outbox-list.tsx";
import { SignInPolicy } from "./sign-in-policy.tsx";
import { type Person, SignInRow } from "./sign-in-row.tsx";
import classes from "./sign-ins.module.css";

const SHOWN_MAX = 200;

/** Who may sign in as what; here an administrator invites, helps and ends. */
export function SignInsScreen() {
  const people = useQuery({ queryKey: ["sign-ins"], queryFn: () => bodyOf(api["sign-ins"].$get()) });
  const [wanted, setWanted] = useState("");
  const [inviting, setInviting] = useState<Invited>();
  const [notice, setNotice] = useState<string>();
  const changed = (words?: string) => {
    setNotice(words);
    for (const key of ["sign-ins", "invitations", "outbox"]) void queryClient.invalidateQueries({ queryKey: [key] });
  };
  return (
    <>
      <PageHeader
        title={text.signIns.title}
        lead={text.signIns.lead}
        beside={
          <div className={classes["head"]}>
            <TextInput
              aria-label={text.signIns.filter}
              placeholder={text.signIns.filter}
              value={wanted}
              onChange={(event) => setWanted(event.currentTarget.value)}
            />
            <Button onClick={() => setInviting({ participant: null, name: null, email: null })}>{text.invitations.inviteSomebody}</Button>
          </div>
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
      <QueryView query={people}>{({ items }) => <People items={items} wanted={wanted} invite={setInviting} changed={changed} />}</QueryView>
      <InvitationList changed={changed} />
      <OutboxList />
      <SignInPolicy />
      <Section title={text.signInEvents.title}>
        <p className={table["quiet"]}>{text.signInEvents.lead}</p>
        <Link to="/sign-in-events">{text.signIns.events}</Link>
      </Section>
    </>
  );
}

type PeopleProps = {
  readonly items: readonly Person[];
  readonly wanted: string;
  readonly invite: (person: Invited) => void;
  readonly changed: (words?: string) => void;
};

function People({ items, wanted, invite, changed }: PeopleProps) {
  const word = wanted.trim().toLowerCase();
  const matching = items.filter(({ name, participant, email }) =>
    `${name} ${participant ?? ""} ${email ?? ""}`.toLowerCase().includes(word),
  );
  if (items.length === 0) return <EmptyState title={text.signIns.empty}>{text.signIns.emptyFix}</EmptyState>;
  if (matching.length === 0) return <EmptyState title={text.signIns.noMatch} />;
  return (
    <>
      <Panel>
        <table className={table["table"]}>
          <thead>
            <tr>
              <th scope="col">{text.signIns.person}</th>
              <th scope="col" className={table["wide"]}>
                {text.signIns.roles}
              </th>
              <th scope="col" className={table["widest"]}>
                {text.signIns.secondFactor}
              </th>
              <th scope="col" className={table["widest"]}>
                {text.signIns.lastSignIn}
              </th>
              <th scope="col">
                <Spoken>{text.signIns.actions}</Spoken>
              </th>
            </tr>
          </thead>
          <tbody>
            {matching.slice(0, SHOWN_MAX).map((person) => (
              <SignInRow key={`${person.participant} ${person.userId}`} person={person} invite={invite} changed={changed} />
            ))}
          </tbody>
        </table>
      </Panel>
      {matching.length > SHOWN_MAX ? <p className={table["quiet"]}>{text.signIns.more(SHOWN_MAX, matching.length)}</p> : null}
    </>
  );
}
