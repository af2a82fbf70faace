import { Button, PasswordInput } from "@mantine/core";
import { useRouter } from "@tanstack/react-router";
import type { FormEvent, ReactNode } from "react";
import type { Submission } from "../../app/web/kit/form.ts";
import { queryClient } from "../../app/web/kit/queries.ts";
import { text } from "../../app/web/kit/text.ts";
import { PASSWORD_LENGTH_MIN } from "../password.ts";
import classes from "./entrance.module.css";

type PasswordFormProps = {
  readonly submission: Submission;
  /** Sends the form; afterwards somebody is signed in, or waits for their second factor. */
  readonly send: (form: FormData) => Promise<{ readonly secondFactor: boolean }>;
  /** Where to go once signed in. */
  readonly to?: string | undefined;
  /** Whether the password is chosen here, not asked for. */
  readonly isNew: boolean;
  readonly button: string;
  /** The fields above the password. */
  readonly children: ReactNode;
};

/** A form that ends in a password and signs in: nothing that was read before under another sign-in is kept. */
export function PasswordForm({ submission, send, to = "/", isNew, button, children }: PasswordFormProps) {
  const { history } = useRouter();
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void submission.submit(async () => {
      const { secondFactor } = await send(form);
      queryClient.clear();
      history.push(secondFactor ? `/second-factor?to=${encodeURIComponent(to)}` : to);
    });
  };
  return (
    <form className={classes["form"]} onSubmit={onSubmit}>
      {children}
      <PasswordInput
        label={text.signIn.password}
        name="password"
        {...(isNew
          ? { autoComplete: "new-password", minLength: PASSWORD_LENGTH_MIN, description: text.setUp.passwordHint(PASSWORD_LENGTH_MIN) }
          : { autoComplete: "current-password" })}
        required
        withAsterisk={false}
        error={submission.fieldError("password")}
      />
      <Button type="submit" loading={submission.pending}>
        {button}
      </Button>
    </form>
  );
}
