import { Button, TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api, done } from "../../app/web/kit/client.ts";
import { fieldOf, useSubmission } from "../../app/web/kit/form.ts";
import { text } from "../../app/web/kit/text.ts";
import { Entrance } from "./entrance.tsx";
import classes from "./entrance.module.css";

/** Asks for the link with which a forgotten password is set anew. It never says whether somebody has the address. */
export function ForgottenScreen() {
  const [sent, setSent] = useState(false);
  const submission = useSubmission();
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const email = fieldOf(new FormData(event.currentTarget), "email");
    void submission.submit(async () => {
      await done(api["password-resets"].$post({ json: { email } }));
      setSent(true);
    });
  };
  return (
    <Entrance title={text.forgotten.title} lead={sent ? undefined : text.forgotten.lead} message={submission.message}>
      {sent ? (
        <p role="status" className={classes["lead"]}>
          {text.forgotten.sent}
        </p>
      ) : (
        <form className={classes["form"]} onSubmit={send}>
          <TextInput
            label={text.signIn.email}
            type="email"
            name="email"
            autoComplete="username"
            required
            withAsterisk={false}
            autoFocus
            error={submission.fieldError("email")}
          />
          <Button type="submit" loading={submission.pending}>
            {text.forgotten.submit}
          </Button>
        </form>
      )}
      <p className={classes["note"]}>
        <Link to="/sign-in">{text.forgotten.back}</Link>
      </p>
    </Entrance>
  );
}
