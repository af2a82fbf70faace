import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, bodyOf, done } from "../../app/web/kit/client.ts";
import { fieldOf, useSubmission } from "../../app/web/kit/form.ts";
import { EmptyState, LoadingState } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import { Entrance } from "./entrance.tsx";
import { PasswordForm } from "./password-form.tsx";
import { tokenOfAddress } from "./token.ts";

/** Where an invitation leads: the invited chooses a password and is signed in. */
export function InvitationScreen() {
  const [token] = useState(tokenOfAddress);
  const offer = useQuery({
    queryKey: ["invitation"],
    queryFn: () => bodyOf(api.invitations.check.$post({ json: { token } })),
    retry: false,
  });
  const submission = useSubmission();
  if (offer.isPending) return <LoadingState />;
  const words = text.invitations.offer;
  if (offer.isError)
    return (
      <Entrance title={words.used}>
        <EmptyState title={words.usedFix} />
      </Entrance>
    );
  const { company, email, name } = offer.data;
  const send = async (form: FormData) => {
    await done(api.invitations.accept.$post({ json: { token, name: fieldOf(form, "name"), password: fieldOf(form, "password") } }));
    return { secondFactor: false };
  };
  return (
    <Entrance title={words.title} lead={words.lead(company, email)} message={submission.message}>
      <PasswordForm submission={submission} send={send} isNew button={words.submit}>
        <TextInput type="email" name="email" autoComplete="username" value={email} readOnly hidden aria-hidden tabIndex={-1} />
        <TextInput
          label={words.name}
          name="name"
          autoComplete="name"
          defaultValue={name ?? ""}
          required
          withAsterisk={false}
          error={submission.fieldError("name")}
        />
      </PasswordForm>
    </Entrance>
  );
}
