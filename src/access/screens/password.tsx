import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api, bodyOf, done } from "../../app/web/kit/client.ts";
import { fieldOf, useSubmission } from "../../app/web/kit/form.ts";
import { queryClient } from "../../app/web/kit/queries.ts";
import { EmptyState, LoadingState } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import { PASSWORD_LENGTH_MIN } from "../password.ts";
import { Entrance } from "./entrance.tsx";
import classes from "./entrance.module.css";
import { tokenOfAddress } from "./token.ts";

/** Where a one-time link leads: its owner chooses a password and is signed in. */
export function PasswordScreen() {
  const [token] = useState(tokenOfAddress);
  const { history } = useRouter();
  const owner = useQuery({
    queryKey: ["password-link"],
    queryFn: () => bodyOf(api["password-links"].check.$post({ json: { token } })),
    retry: false,
  });
  const submission = useSubmission();
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void submission.submit(async () => {
      await done(api["password-links"].$post({ json: { token, password: fieldOf(form, "password") } }));
      queryClient.clear();
      history.push("/");
    });
  };
  if (owner.isPending) return <LoadingState />;
  if (owner.isError)
    return (
      <Entrance title={text.setUp.used}>
        <EmptyState title={text.password.usedFix} />
      </Entrance>
    );
  return (
    <Entrance title={text.password.title} lead={text.password.lead(owner.data.name, owner.data.email)} message={submission.message}>
      <form className={classes["form"]} onSubmit={send}>
        <TextInput type="email" name="email" autoComplete="username" value={owner.data.email} readOnly hidden aria-hidden tabIndex={-1} />
        <PasswordInput
          label={text.signIn.password}
          description={text.setUp.passwordHint(PASSWORD_LENGTH_MIN)}
          name="password"
          autoComplete="new-password"
          required
          withAsterisk={false}
          minLength={PASSWORD_LENGTH_MIN}
          error={submission.fieldError("password")}
        />
        <Button type="submit" loading={submission.pending}>
          {text.password.submit}
        </Button>
      </form>
    </Entrance>
  );
}
