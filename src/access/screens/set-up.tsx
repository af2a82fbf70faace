import { NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, bodyOf, done } from "../../app/web/kit/client.ts";
import { fieldOf, useSubmission } from "../../app/web/kit/form.ts";
import { EmptyState, LoadingState } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import { DemoOffer } from "./demo-offer.tsx";
import { Entrance } from "./entrance.tsx";
import classes from "./entrance.module.css";
import { PasswordForm } from "./password-form.tsx";
import { tokenOfAddress } from "./token.ts";

const NEW = "new";

/** First run: the one-time link of the server's start makes the first administrator and names or chooses the company. */
export function SetUpScreen() {
  const [token] = useState(tokenOfAddress);
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
  const send = async (form: FormData) => {
    const named = { name: fieldOf(form, "company"), currency: fieldOf(form, "currency").toUpperCase() };
    const person = { name: fieldOf(form, "name"), email: fieldOf(form, "email"), password: fieldOf(form, "password") };
    await done(api["set-up"].$post({ json: { token, ...person, company: company === NEW ? named : { id: Number(company) } } }));
    return { secondFactor: false };
  };
  return (
    <Entrance title={text.setUp.title} lead={text.setUp.lead} message={submission.message}>
      <PasswordForm submission={submission} send={send} isNew button={text.setUp.submit}>
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
      </PasswordForm>
      {choice.data.demoOffered ? <DemoOffer token={token} /> : null}
    </Entrance>
  );
}
