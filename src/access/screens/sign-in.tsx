import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { api, bodyOf } from "../../app/web/kit/client.ts";
import { fieldOf, useSubmission } from "../../app/web/kit/form.ts";
import { demoQuery, setUpQuery } from "../../app/web/kit/queries.ts";
import { text } from "../../app/web/kit/text.ts";
import { Entrance } from "./entrance.tsx";
import classes from "./entrance.module.css";
import { PasswordForm } from "./password-form.tsx";

const here = getRouteApi("/sign-in");

export function SignInScreen() {
  const { to } = here.useSearch();
  const setUp = useQuery(setUpQuery);
  const demo = useQuery(demoQuery);
  const submission = useSubmission();
  const send = (form: FormData) =>
    bodyOf(api["sign-in"].$post({ json: { email: fieldOf(form, "email"), password: fieldOf(form, "password") } }));
  return (
    <Entrance title={text.signIn.title} lead={setUp.data?.needed ? text.signIn.waiting : undefined} message={submission.message}>
      <PasswordForm submission={submission} send={send} to={to} isNew={false} button={text.signIn.submit}>
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
      </PasswordForm>
      {demo.data && demo.data.people.length > 0 ? (
        <p className={classes["note"]}>
          <Link to="/demo">{text.demo.link}</Link>
        </p>
      ) : null}
      <p className={classes["note"]}>
        <Link to="/forgotten">{text.forgotten.link}</Link>
      </p>
    </Entrance>
  );
}
