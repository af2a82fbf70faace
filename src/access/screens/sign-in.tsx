import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { api, done } from "../../app/web/kit/client.ts";
import { fieldOf, useSubmission } from "../../app/web/kit/form.ts";
import { queryClient, setUpQuery } from "../../app/web/kit/queries.ts";
import { text } from "../../app/web/kit/text.ts";
import { Entrance } from "./entrance.tsx";
import classes from "./entrance.module.css";

const here = getRouteApi("/sign-in");

export function SignInScreen() {
  const { to } = here.useSearch();
  const { history } = useRouter();
  const setUp = useQuery(setUpQuery);
  const submission = useSubmission();
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void submission.submit(async () => {
      await done(api["sign-in"].$post({ json: { email: fieldOf(form, "email"), password: fieldOf(form, "password") } }));
      queryClient.clear();
      history.push(to ?? "/");
    });
  };
  return (
    <Entrance title={text.signIn.title} lead={setUp.data?.needed ? text.signIn.waiting : undefined} message={submission.message}>
      <form className={classes["form"]} onSubmit={send}>
        <TextInput
          label={text.signIn.email}
          name="email"
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          autoFocus
          error={submission.fieldError("email")}
        />
        <PasswordInput
          label={text.signIn.password}
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          error={submission.fieldError("password")}
        />
        <Button type="submit" loading={submission.pending}>
          {text.signIn.submit}
        </Button>
      </form>
      <p className={classes["note"]}>{text.signIn.forgotten}</p>
    </Entrance>
  );
}
