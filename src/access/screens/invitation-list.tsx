import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { InferResponseType } from "hono/client";
import { api, bodyOf, done } from "../../app/web/kit/client.ts";
import { formatMoment } from "../../app/web/kit/date.ts";
import { useSubmission } from "../../app/web/kit/form.ts";
import { Panel, Section, Spoken } from "../../app/web/kit/page.tsx";
import { QueryView } from "../../app/web/kit/states.tsx";
import table from "../../app/web/kit/table.module.css";
import { text } from "../../app/web/kit/text.ts";
import { rolesText } from "./sign-in-row.tsx";
import classes from "./sign-ins.module.css";

type Invitation = InferResponseType<typeof api.invitations.$get, 200>["items"][number];
type Changed = { readonly changed: () => void };

/** Who was invited: the open ones can be sent again and withdrawn. */
export function InvitationList({ changed }: Changed) {
  const invitations = useQuery({ queryKey: ["invitations"], queryFn: () => bodyOf(api.invitations.$get()) });
  return (
    <Section title={text.invitations.title}>
      <QueryView query={invitations}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={table["quiet"]}>{text.invitations.empty}</p>
          ) : (
            <Panel>
              <table className={table["table"]}>
                <thead>
                  <tr>
                    <th scope="col">{text.signIns.email}</th>
                    <th scope="col" className={table["wide"]}>
                      {text.signIns.roles}
                    </th>
                    <th scope="col">{text.invitations.state}</th>
                    <th scope="col" className={table["widest"]}>
                      {text.invitations.until}
                    </th>
                    <th scope="col">
                      <Spoken>{text.signIns.actions}</Spoken>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((invitation) => (
                    <InvitationRow key={invitation.invitation} invitation={invitation} changed={changed} />
                  ))}
                </tbody>
              </table>
            </Panel>
          )
        }
      </QueryView>
    </Section>
  );
}

function InvitationRow({
  invitation: { invitation, email, roles, state, expires },
  changed,
}: Changed & { readonly invitation: Invitation }) {
  const submission = useSubmission();
  const param = { invitation };
  const act = (send: () => Promise<void>) =>
    void submission.submit(async () => {
      await send();
      changed();
    });
  return (
    <tr>
      <td>
        {email}
        {submission.message ? (
          <div role="alert" className={classes["problem"]}>
            {submission.message}
          </div>
        ) : null}
      </td>
      <td className={table["wide"]}>{rolesText(roles)}</td>
      <td>{text.invitations.states[state]}</td>
      <td className={table["widest"]}>{state === "open" ? formatMoment(expires) : null}</td>
      <td>
        {state === "open" || state === "expired" ? (
          <div className={classes["actions"]}>
            <Button
              size="xs"
              variant="default"
              aria-label={`${text.invitations.sendAgain}: ${email}`}
              onClick={() => act(() => done(api.invitations[":invitation"].send.$post({ param })))}
            >
              {text.invitations.sendAgain}
            </Button>
            <Button
              size="xs"
              variant="subtle"
              color="red"
              aria-label={`${text.invitations.withdraw}: ${email}`}
              onClick={() =>
                window.confirm(text.invitations.withdrawConfirm(email))
                  ? act(() => done(api.invitations[":invitation"].withdraw.$post({ param })))
                  : undefined
              }
            >
              {text.invitations.withdraw}
            </Button>
          </div>
        ) : null}
      </td>
    </tr>
  );
}
