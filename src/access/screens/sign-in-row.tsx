import { Button } from "@mantine/core";
import type { InferResponseType } from "hono/client";
import { api, done } from "../../app/web/kit/client.ts";
import { formatMoment } from "../../app/web/kit/date.ts";
import { useSubmission } from "../../app/web/kit/form.ts";
import table from "../../app/web/kit/table.module.css";
import { text } from "../../app/web/kit/text.ts";
import type { Invited } from "./invite-form.tsx";
import classes from "./sign-ins.module.css";

export type Person = InferResponseType<(typeof api)["sign-ins"]["$get"], 200>["items"][number];

type SignInRowProps = { readonly person: Person; readonly invite: (person: Invited) => void; readonly changed: (words?: string) => void };

/** One person with what an administrator can do for their sign-in. */
export function SignInRow({ person, invite, changed }: SignInRowProps) {
  const { name, participant, email, userId, roles, secondFactor, lastSignIn } = person;
  const submission = useSubmission();
  return (
    <tr>
      <td>
        <div>
          {name} {participant === null ? null : <span className={table["quiet"]}>{participant}</span>}
        </div>
        {email ? <div className={classes["email"]}>{email}</div> : null}
        <div className={classes["narrow"]}>{rolesText(roles)}</div>
        {submission.message ? (
          <div role="alert" className={classes["problem"]}>
            {submission.message}
          </div>
        ) : null}
      </td>
      <td className={table["wide"]}>{rolesText(roles) ?? <span className={table["quiet"]}>{text.signIns.none}</span>}</td>
      <td className={table["widest"]}>{userId === null ? null : secondFactor ? text.signIns.on : text.signIns.off}</td>
      <td className={table["widest"]}>{userId === null ? null : lastSignIn ? formatMoment(lastSignIn) : text.signIns.never}</td>
      <td>
        <div className={classes["actions"]}>
          {userId === null ? (
            <Button
              size="xs"
              variant="default"
              aria-label={text.invitations.inviteNamed(name)}
              onClick={() => invite({ participant, name, email })}
            >
              {text.invitations.invite}
            </Button>
          ) : (
            <UserActions person={person} userId={userId} submission={submission} changed={changed} />
          )}
        </div>
      </td>
    </tr>
  );
}

type UserActionsProps = {
  readonly person: Person;
  readonly userId: string;
  readonly submission: ReturnType<typeof useSubmission>;
  readonly changed: (words?: string) => void;
};

function UserActions({ person, userId, submission, changed }: UserActionsProps) {
  const { name } = person;
  const param = { userId };
  const act = (send: () => Promise<void>, words?: string) =>
    void submission.submit(async () => {
      await send();
      changed(words);
    });
  const confirmed = (question: string, send: () => Promise<void>) => (window.confirm(question) ? act(send) : undefined);
  return (
    <>
      <Button
        size="xs"
        variant="default"
        aria-label={`${text.signIns.reset}: ${name}`}
        onClick={() => act(() => done(api["sign-ins"][":userId"].reset.$post({ param })), text.signIns.resetSent(name))}
      >
        {text.signIns.reset}
      </Button>
      {person.secondFactor ? (
        <Button
          size="xs"
          variant="default"
          aria-label={`${text.signIns.removeSecondFactor}: ${name}`}
          onClick={() =>
            confirmed(text.signIns.removeSecondFactorConfirm(name), () =>
              done(api["sign-ins"][":userId"]["remove-second-factor"].$post({ param })),
            )
          }
        >
          {text.signIns.removeSecondFactor}
        </Button>
      ) : null}
      <Button
        size="xs"
        variant="subtle"
        color="red"
        aria-label={`${text.signIns.end}: ${name}`}
        onClick={() => confirmed(text.signIns.endConfirm(name), () => done(api["sign-ins"][":userId"].end.$post({ param })))}
      >
        {text.signIns.end}
      </Button>
    </>
  );
}

/** Roles in words; null for none. */
export function rolesText(roles: Person["roles"]): string | null {
  return roles.length === 0 ? null : roles.map((role) => text.shell.roles[role]).join(", ");
}
