import "@mantine/core/styles/Checkbox.css";
import { Button, Checkbox, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { api, bodyOf } from "../../app/web/kit/client.ts";
import { fieldOf, useSubmission } from "../../app/web/kit/form.ts";
import { Panel } from "../../app/web/kit/page.tsx";
import { text } from "../../app/web/kit/text.ts";
import { type Role, ROLES } from "../permissions.ts";
import classes from "./sign-ins.module.css";

/** Who is to be invited: a participant, or somebody who is none. */
export type Invited = { readonly participant: string | null; readonly name: string | null; readonly email: string | null };

type InviteFormProps = { readonly person: Invited; readonly close: () => void; readonly sent: (ok: boolean) => void };

/** Invites one person by mail, with roles and from when to when. Only participants can be reps and managers. */
export function InviteForm({ person, close, sent }: InviteFormProps) {
  const offered = ROLES.filter((role) => person.participant !== null || (role !== "rep" && role !== "manager"));
  const [roles, setRoles] = useState<readonly Role[]>(person.participant === null ? [] : ["rep"]);
  const submission = useSubmission();
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [from, to] = [fieldOf(form, "from"), fieldOf(form, "to")];
    void submission.submit(async () => {
      const json = {
        email: fieldOf(form, "email"),
        roles: [...roles],
        participant: person.participant,
        ...(from === "" ? {} : { from }),
        ...(to === "" ? {} : { to }),
      };
      sent((await bodyOf(api.invitations.$post({ json }))).sent);
    });
  };
  const title = person.name === null ? text.invitations.inviteSomebody : text.invitations.inviteNamed(person.name);
  return (
    <section className={classes["invite"]} aria-label={title}>
      <Panel padded>
        <h2 className={classes["inviteTitle"]}>{title}</h2>
        <p className={classes["inviteLead"]}>{text.invitations.lead}</p>
        <form className={classes["form"]} onSubmit={send}>
          <TextInput
            label={text.signIns.email}
            type="email"
            name="email"
            defaultValue={person.email ?? ""}
            required
            withAsterisk={false}
            autoFocus
            error={submission.fieldError("email")}
          />
          <Checkbox.Group
            label={text.signIns.roles}
            value={[...roles]}
            onChange={(chosen) => setRoles(ROLES.filter((role) => chosen.includes(role)))}
            error={submission.fieldError("roles")}
          >
            <div className={classes["roles"]}>
              {offered.map((role) => (
                <Checkbox key={role} value={role} label={text.shell.roles[role]} />
              ))}
            </div>
          </Checkbox.Group>
          <div className={classes["days"]}>
            <TextInput label={text.invitations.from} type="date" name="from" error={submission.fieldError("from")} />
            <TextInput
              label={text.invitations.to}
              description={text.invitations.toHint}
              inputWrapperOrder={["label", "input", "description", "error"]}
              type="date"
              name="to"
              error={submission.fieldError("to")}
            />
          </div>
          {(submission.message ?? submission.fieldError("participant")) ? (
            <div role="alert" className={classes["problem"]}>
              {submission.message ?? submission.fieldError("participant")}
            </div>
          ) : null}
          <div className={classes["buttons"]}>
            <Button type="submit" loading={submission.pending}>
              {text.invitations.submit}
            </Button>
            <Button variant="default" onClick={close}>
              {text.invitations.cancel}
            </Button>
          </div>
        </form>
      </Panel>
    </section>
  );
}
