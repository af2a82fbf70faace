import { Button } from "@mantine/core";
import { queryOptions, useQuery } from "@tanstack/react-query";
import type { InferResponseType } from "hono/client";
import { api, bodyOf, done } from "../../app/web/kit/client.ts";
import { ConfirmButton } from "../../app/web/kit/confirm-button.tsx";
import { DataTable } from "../../app/web/kit/data-table.tsx";
import { formatMoment } from "../../app/web/kit/date.ts";
import { FormMessage } from "../../app/web/kit/fields.tsx";
import { useSubmission } from "../../app/web/kit/form.ts";
import { Section } from "../../app/web/kit/page.tsx";
import { QueryView } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import { rolesText } from "./sign-in-actions.tsx";

type Invitation = InferResponseType<typeof api.invitations.$get, 200>["items"][number];
type Changed = { readonly changed: () => void };

export const invitationsQuery = queryOptions({ queryKey: ["invitations"], queryFn: () => bodyOf(api.invitations.$get()) });

/** Who was invited: the open ones can be sent again and withdrawn. */
export function InvitationList({ changed }: Changed) {
  const invitations = useQuery(invitationsQuery);
  return (
    <Section title={text.invitations.title}>
      <QueryView query={invitations}>
        {({ items }) => (
          <DataTable
            rows={items}
            keyOf={({ invitation }) => invitation}
            empty={text.invitations.empty}
            columns={[
              { title: text.signIns.email, cell: ({ email }) => email },
              { title: text.signIns.roles, cell: ({ roles }) => rolesText(roles), wide: true },
              { title: text.invitations.state, cell: ({ state }) => text.invitations.states[state] },
              {
                title: text.invitations.until,
                cell: ({ state, expires }) => (state === "open" ? formatMoment(expires) : null),
                wide: true,
              },
              {
                title: text.signIns.actions,
                cell: (invitation) => <InvitationActions invitation={invitation} changed={changed} />,
                actions: true,
              },
            ]}
          />
        )}
      </QueryView>
    </Section>
  );
}

function InvitationActions({ invitation: { invitation, email, state }, changed }: Changed & { readonly invitation: Invitation }) {
  const submission = useSubmission();
  const param = { invitation };
  if (state !== "open" && state !== "expired") return null;
  const sendAgain = () =>
    void submission.submit(async () => {
      await done(api.invitations[":invitation"].send.$post({ param }));
      changed();
    });
  return (
    <>
      <FormMessage submission={submission} />
      <Button size="xs" variant="default" aria-label={`${text.invitations.sendAgain}: ${email}`} onClick={sendAgain}>
        {text.invitations.sendAgain}
      </Button>
      <ConfirmButton
        size="xs"
        variant="subtle"
        danger
        label={text.invitations.withdraw}
        spoken={`${text.invitations.withdraw}: ${email}`}
        question={text.invitations.withdrawConfirm(email)}
        confirm={text.invitations.withdraw}
        onConfirm={async () => {
          await done(api.invitations[":invitation"].withdraw.$post({ param }));
          changed();
        }}
      />
    </>
  );
}
