import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, bodyOf } from "../../app/web/kit/client.ts";
import { fieldOf, useSubmission } from "../../app/web/kit/form.ts";
import { EmptyState, LoadingState } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import { Entrance } from "./entrance.tsx";
import { PasswordForm } from "./password-form.tsx";
import { tokenOfAddress } from "./token.ts";

/** Where a one-time link leads: its owner chooses a password and is signed in. */
export function PasswordScreen() {
  const [token] = useState(tokenOfAddress);
  const owner = useQuery({
    queryKey: ["password-link"],
    queryFn: () => bodyOf(api["password-links"].check.$post({ json: { token } })),
    retry: false,
  });
  const submission = useSubmission();
  const send = (form: FormData) => bodyOf(api["password-links"].$post({ json: { token, password: fieldOf(form, "password") } }));
  if (owner.isPending) return <LoadingState />;
  if (owner.isError)
    return (
      <Entrance title={text.setUp.used}>
        <EmptyState title={text.password.usedFix} />
      </Entrance>
    );
  return (
    <Entrance title={text.password.title} lead={text.password.lead(owner.data.name, owner.data.email)} message={submission.message}>
      <PasswordForm submission={submission} send={send} isNew button={text.password.submit}>
        <TextInput type="email" name="email" autoComplete="username" value={owner.data.email} readOnly hidden aria-hidden tabIndex={-1} />
      </PasswordForm>
    </Entrance>
  );
}
