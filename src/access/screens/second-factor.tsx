import { Button, TextInput, UnstyledButton } from "@mantine/core";
import { getRouteApi, Link, useRouter } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api, done } from "../../app/web/kit/client.ts";
import { fieldOf, useSubmission } from "../../app/web/kit/form.ts";
import { queryClient } from "../../app/web/kit/queries.ts";
import { text } from "../../app/web/kit/text.ts";
import { Entrance } from "./entrance.tsx";
import classes from "./entrance.module.css";

const here = getRouteApi("/second-factor");

/** The second half of signing in: a code of the authenticator app, or a backup code. */
export function SecondFactorScreen() {
  const { to = "/" } = here.useSearch();
  const { history } = useRouter();
  const [backup, setBackup] = useState(false);
  const submission = useSubmission();
  const words = text.secondFactor.signIn;
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const json = backup ? { backupCode: fieldOf(form, "backupCode") } : { code: fieldOf(form, "code") };
    void submission.submit(async () => {
      await done(api["sign-in"]["second-factor"].$post({ json }));
      queryClient.clear();
      history.push(to);
    });
  };
  return (
    <Entrance title={words.title} lead={backup ? undefined : words.lead} message={submission.message}>
      <form className={classes["form"]} onSubmit={send}>
        {backup ? (
          <TextInput
            key="backup"
            label={words.backupCode}
            name="backupCode"
            required
            withAsterisk={false}
            autoFocus
            autoComplete="off"
            error={submission.fieldError("backupCode")}
          />
        ) : (
          <TextInput
            key="code"
            label={words.code}
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={7}
            required
            withAsterisk={false}
            autoFocus
            error={submission.fieldError("code")}
          />
        )}
        <Button type="submit" loading={submission.pending}>
          {words.submit}
        </Button>
      </form>
      <p className={classes["note"]}>
        <UnstyledButton className={classes["textLink"] ?? ""} onClick={() => setBackup(!backup)}>
          {backup ? words.withApp : words.withBackup}
        </UnstyledButton>
      </p>
      <p className={classes["note"]}>
        <Link to="/sign-in">{words.back}</Link>
      </p>
    </Entrance>
  );
}
