import "@mantine/core/styles/Checkbox.css";
import { Button, Checkbox } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api, bodyOf, done } from "../../app/web/kit/client.ts";
import { FormMessage, SelectField, TextField } from "../../app/web/kit/fields.tsx";
import { fieldOf, useSubmission } from "../../app/web/kit/form.ts";
import { Panel } from "../../app/web/kit/page.tsx";
import { text } from "../../app/web/kit/text.ts";
import { type Role, ROLES } from "../permissions.ts";
import { PersonField } from "./person-field.tsx";
import classes from "./sign-ins.module.css";

type GiveRolesFormProps = { readonly close: () => void; readonly given: () => void };

/** Gives somebody who has a sign-in one or more roles, from a day to a day. Whoever has none yet is invited. */
export function GiveRolesForm({ close, given }: GiveRolesFormProps) {
  const words = text.access;
  const submission = useSubmission();
  const [roles, setRoles] = useState<readonly Role[]>([]);
  const users = useUsers();
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [from, to, participant] = [fieldOf(form, "from"), fieldOf(form, "to"), fieldOf(form, "participant")];
    void submission.submit(async () => {
      const json = {
        userId: fieldOf(form, "userId"),
        roles: [...roles],
        reason: fieldOf(form, "reason"),
        ...(participant === "" ? {} : { participant }),
        ...(from === "" ? {} : { from }),
        ...(to === "" ? {} : { to }),
      };
      await done(api.memberships.$post({ json }));
      given();
    });
  };
  return (
    <section className={classes["invite"]} aria-label={words.give}>
      <Panel padded>
        <h2 className={classes["inviteTitle"]}>{words.give}</h2>
        <p className={classes["inviteLead"]}>
          {words.giveLead} <Link to="/sign-ins">{text.invitations.inviteSomebody}</Link>
        </p>
        <form className={classes["form"]} onSubmit={send}>
          <SelectField submission={submission} name="userId" label={words.user} data={[...users]} required />
          <Checkbox.Group
            label={text.signIns.roles}
            value={[...roles]}
            onChange={(chosen) => setRoles(ROLES.filter((role) => chosen.includes(role)))}
            error={submission.fieldError("roles")}
          >
            <div className={classes["roles"]}>
              {ROLES.map((role) => (
                <Checkbox key={role} value={role} label={text.shell.roles[role]} />
              ))}
            </div>
          </Checkbox.Group>
          <PersonField
            name="participant"
            label={words.participant}
            description={words.participantHint}
            error={submission.fieldError("participant")}
          />
          <div className={classes["days"]}>
            <TextField submission={submission} type="date" name="from" label={words.from} />
            <TextField submission={submission} type="date" name="to" label={words.to} />
          </div>
          <TextField submission={submission} name="reason" label={words.reason} description={words.reasonHint} required maxLength={500} />
          <FormMessage submission={submission} />
          <div className={classes["buttons"]}>
            <Button type="submit" loading={submission.pending} disabled={roles.length === 0}>
              {words.give}
            </Button>
            <Button variant="default" onClick={close}>
              {text.confirm.cancel}
            </Button>
          </div>
        </form>
      </Panel>
    </section>
  );
}

const USERS_MAX = "1000";

/** Everybody who has or had a role, for a choice. */
function useUsers(): readonly { readonly value: string; readonly label: string }[] {
  const found = useQuery({
    queryKey: ["memberships", "users"],
    queryFn: () => bodyOf(api.memberships.$get({ query: { limit: USERS_MAX, fields: "userId,name,email" } })),
  });
  const users = new Map(found.data?.items.map(({ userId, name, email }) => [userId, `${name} (${email})`]));
  return [...users].map(([value, label]) => ({ value, label }));
}
