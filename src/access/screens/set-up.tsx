import { Button, NativeSelect, PasswordInput, TextInput } from "@mantine/core";
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

const NEW = "new";

/** First run: the one-time link of the server's start makes the first administrator and names or chooses the company. */
export function SetUpScreen() {
  const [token] = useState(tokenOfAddress);
  const { history } = useRouter();
  const choice = useQuery({
    queryKey: ["set-up-link"],
    queryFn: () => bodyOf(api["set-up"].check.$post({ json: { token } })),
    retry: false,
  });
  const [chosen, setChosen] = useState<string>();
  const submission = useSubmission();
  if (choice.isPending) return <LoadingState />;
  if (choice.isError)
    return (
      <Entrance title={text.setUp.used}>
        <EmptyState title={text.setUp.usedFix} />
      </Entrance>
    );
  const { companies } = choice.data;
  const company = chosen ?? String(companies[0]?.id ?? NEW);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const named = { name: fieldOf(form, "company"), currency: fieldOf(form, "currency").toUpperCase() };
    void submission.submit(async () => {
      const person = { name: fieldOf(form, "name"), email: fieldOf(form, "email"), password: fieldOf(form, "password") };
      await done(api["set-up"].$post({ json: { token, ...person, company: company === NEW ? named : { id: Number(company) } } }));
      queryClient.clear();
      history.push("/");
    });
  };
  return (
    <Entrance title={text.setUp.title} lead={text.setUp.lead} message={submission.message}>
      <form className={classes["form"]} onSubmit={send}>
        {companies.length > 0 ? (
          <NativeSelect
            label={text.setUp.company}
            value={company}
            onChange={(event) => setChosen(event.currentTarget.value)}
            data={[...companies.map(({ id, name }) => ({ value: String(id), label: name })), { value: NEW, label: text.setUp.newCompany }]}
          />
        ) : null}
        {company === NEW ? (
          <div className={classes["pair"]}>
            <TextInput
              label={text.setUp.companyName}
              name="company"
              required
              withAsterisk={false}
              error={submission.fieldError("company")}
            />
            <TextInput
              label={text.setUp.currency}
              name="currency"
              defaultValue="USD"
              maxLength={3}
              required
              withAsterisk={false}
              title={text.setUp.currencyHint}
              error={submission.fieldError("company.currency")}
            />
          </div>
        ) : null}
        <TextInput
          label={text.setUp.name}
          name="name"
          autoComplete="name"
          required
          withAsterisk={false}
          error={submission.fieldError("name")}
        />
        <TextInput
          label={text.setUp.email}
          name="email"
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          error={submission.fieldError("email")}
        />
        <PasswordInput
          label={text.setUp.password}
          description={text.setUp.passwordHint(PASSWORD_LENGTH_MIN)}
          name="password"
          autoComplete="new-password"
          required
          withAsterisk={false}
          minLength={PASSWORD_LENGTH_MIN}
          error={submission.fieldError("password")}
        />
        <Button type="submit" loading={submission.pending}>
          {text.setUp.submit}
        </Button>
      </form>
    </Entrance>
  );
}
