import { Button } from "@mantine/core";
import { api, done } from "../../app/web/kit/client.ts";
import { ConfirmButton } from "../../app/web/kit/confirm-button.tsx";
import { FormMessage } from "../../app/web/kit/fields.tsx";
import { useSubmission } from "../../app/web/kit/form.ts";
import type { RowOf } from "../../app/web/kit/list/list-query.ts";
import { text } from "../../app/web/kit/text.ts";
import type { Role } from "../permissions.ts";
import type { Invited } from "./invite-form.tsx";
import classes from "./sign-ins.module.css";

export type Person = RowOf<(typeof api)["sign-ins"]>;

type SignInActionsProps = {
  readonly person: Person;
  readonly invite: (person: Invited) => void;
  readonly changed: (words?: string) => void;
};

/** What an administrator can do for one person's sign-in. */
export function SignInActions({ person: { name, participant, email, userId, secondFactor }, invite, changed }: SignInActionsProps) {
  const submission = useSubmission();
  if (userId === null)
    return (
      <Button
        size="compact-sm"
        variant="default"
        aria-label={text.invitations.inviteNamed(name)}
        onClick={() => invite({ participant, name, email })}
      >
        {text.invitations.invite}
      </Button>
    );
  const param = { userId };
  const reset = () =>
    void submission.submit(async () => {
      await done(api["sign-ins"][":userId"].reset.$post({ param }));
      changed(text.signIns.resetSent(name));
    });
  return (
    <span className={classes["actions"]}>
      <FormMessage submission={submission} />
      <Button size="compact-sm" variant="default" aria-label={`${text.signIns.reset}: ${name}`} onClick={reset}>
        {text.signIns.reset}
      </Button>
      {secondFactor ? (
        <ConfirmButton
          size="compact-sm"
          label={text.signIns.removeSecondFactor}
          spoken={`${text.signIns.removeSecondFactor}: ${name}`}
          question={text.signIns.removeSecondFactorConfirm(name)}
          confirm={text.signIns.removeSecondFactor}
          danger
          onConfirm={async () => {
            await done(api["sign-ins"][":userId"]["remove-second-factor"].$post({ param }));
            changed();
          }}
        />
      ) : null}
      <ConfirmButton
        size="compact-sm"
        variant="subtle"
        danger
        label={text.signIns.end}
        spoken={`${text.signIns.end}: ${name}`}
        question={text.signIns.endConfirm(name)}
        confirm={text.signIns.end}
        onConfirm={async () => {
          await done(api["sign-ins"][":userId"].end.$post({ param }));
          changed();
        }}
      />
    </span>
  );
}

/** Roles in words; null for none. */
export function rolesText(roles: readonly Role[]): string | null {
  return roles.length === 0 ? null : roles.map((role) => text.shell.roles[role]).join(", ");
}
