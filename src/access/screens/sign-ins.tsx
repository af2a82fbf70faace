import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, bodyOf, done } from "../../app/web/kit/client.ts";
import { fieldOf, useSubmission } from "../../app/web/kit/form.ts";
import { PageHeader, Panel, Spoken } from "../../app/web/kit/page.tsx";
import { EmptyState, QueryView } from "../../app/web/kit/states.tsx";
import table from "../../app/web/kit/table.module.css";
import { text } from "../../app/web/kit/text.ts";
import type { Role } from "../permissions.ts";
import { PasswordLink } from "./password-link.tsx";
import classes from "./sign-ins.module.css";

type Person = {
  readonly participant: string;
  readonly name: string;
  readonly email: string | null;
  readonly userId: string | null;
  readonly roles: readonly Role[];
};

/** Who may sign in for whom; here an administrator gives and takes sign-ins. */
export function SignInsScreen() {
  const people = useQuery({ queryKey: ["sign-ins"], queryFn: () => bodyOf(api["sign-ins"].$get()) });
  const [wanted, setWanted] = useState("");
  const [link, setLink] = useState<{ readonly name: string; readonly token: string }>();
  return (
    <>
      <PageHeader
        title={text.signIns.title}
        lead={text.signIns.lead}
        beside={
          <TextInput
            aria-label={text.signIns.filter}
            placeholder={text.signIns.filter}
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
          />
        }
      />
      {link ? <PasswordLink name={link.name} token={link.token} close={() => setLink(undefined)} /> : null}
      <QueryView query={people}>
        {({ items }) => {
          const shown = items.filter(({ name, participant }) =>
            `${name} ${participant}`.toLowerCase().includes(wanted.trim().toLowerCase()),
          );
          if (items.length === 0) return <EmptyState title={text.signIns.empty}>{text.signIns.emptyFix}</EmptyState>;
          if (shown.length === 0) return <EmptyState title={text.signIns.noMatch} />;
          return (
            <Panel>
              <table className={table["table"]}>
                <thead>
                  <tr>
                    <th scope="col">{text.signIns.person}</th>
                    <th scope="col" className={table["wide"]}>
                      {text.signIns.state}
                    </th>
                    <th scope="col">
                      <Spoken>{text.signIns.actions}</Spoken>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {shown.map((person) => (
                    <PersonRow
                      key={person.participant}
                      person={person}
                      show={(token) => setLink({ name: person.name, token })}
                      changed={() => void people.refetch()}
                    />
                  ))}
                </tbody>
              </table>
            </Panel>
          );
        }}
      </QueryView>
    </>
  );
}

type PersonRowProps = { readonly person: Person; readonly show: (token: string) => void; readonly changed: () => void };

function PersonRow({ person, show, changed }: PersonRowProps) {
  const submission = useSubmission();
  const { userId } = person;
  const renew = (id: string) =>
    submission.submit(async () => show((await bodyOf(api["sign-ins"][":userId"].link.$post({ param: { userId: id } }))).token));
  const end = (id: string) =>
    submission.submit(async () => {
      await done(api["sign-ins"][":userId"].end.$post({ param: { userId: id } }));
      changed();
    });
  return (
    <tr>
      <td>
        {person.name} <span className={table["quiet"]}>{person.participant}</span>
        {submission.message ? (
          <div role="alert" className={classes["problem"]}>
            {submission.message}
          </div>
        ) : null}
      </td>
      <td className={table["wide"]}>
        {person.roles.map((role) => text.shell.roles[role]).join(", ") || <span className={table["quiet"]}>{text.signIns.none}</span>}
      </td>
      <td>
        {userId === null ? (
          <GiveSignIn
            person={person}
            given={(token) => {
              show(token);
              changed();
            }}
          />
        ) : (
          <div className={table["actions"]}>
            <Button size="xs" variant="default" onClick={() => void renew(userId)}>
              {text.signIns.renew}
            </Button>
            <Button
              size="xs"
              variant="subtle"
              color="red"
              onClick={() => (window.confirm(text.signIns.endConfirm(person.name)) ? void end(userId) : undefined)}
            >
              {text.signIns.end}
            </Button>
          </div>
        )}
      </td>
    </tr>
  );
}

function GiveSignIn({ person, given }: { readonly person: Person; readonly given: (token: string) => void }) {
  const [open, setOpen] = useState(false);
  const submission = useSubmission();
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const email = fieldOf(new FormData(event.currentTarget), "email");
    void submission.submit(async () =>
      given((await bodyOf(api["sign-ins"].$post({ json: { participant: person.participant, email } }))).token),
    );
  };
  if (!open)
    return (
      <div className={table["actions"]}>
        <Button size="xs" variant="default" onClick={() => setOpen(true)} aria-label={`${text.signIns.create}: ${person.name}`}>
          {text.signIns.create}
        </Button>
      </div>
    );
  return (
    <form className={classes["give"]} onSubmit={send}>
      <TextInput
        size="xs"
        type="email"
        name="email"
        aria-label={text.signIns.email}
        placeholder={text.signIns.email}
        defaultValue={person.email ?? ""}
        required
        autoFocus
        error={submission.fieldError("email") ?? submission.message}
      />
      <Button size="xs" type="submit" loading={submission.pending}>
        {text.signIns.create}
      </Button>
    </form>
  );
}
