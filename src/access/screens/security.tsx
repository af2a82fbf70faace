import { Alert, Button } from "@mantine/core";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, bodyOf, done } from "../../app/web/kit/client.ts";
import { FormMessage, PasswordField } from "../../app/web/kit/fields.tsx";
import { fieldOf, useSubmission } from "../../app/web/kit/form.ts";
import { PageHeader, Panel, Section } from "../../app/web/kit/page.tsx";
import { queryClient, sessionQuery } from "../../app/web/kit/queries.ts";
import { QueryView } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import { PASSWORD_LENGTH_MIN } from "../password.ts";
import { ApiKeyList } from "./api-key-list.tsx";
import { SecondFactorPanel } from "./second-factor-panel.tsx";
import { SessionList } from "./session-list.tsx";
import classes from "./security.module.css";

/** The own sign-in: password, second factor, sessions and API keys. */
export function SecurityScreen() {
  const { secondFactorNeeded } = useSuspenseQuery(sessionQuery).data;
  const sessions = useQuery({ queryKey: ["sessions"], queryFn: () => bodyOf(api.sessions.$get()) });
  const changed = () => {
    void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
    void sessions.refetch();
  };
  return (
    <>
      <PageHeader title={text.security.title} lead={text.security.lead} />
      {secondFactorNeeded ? (
        <Alert color="orange" variant="light" role="status">
          {text.secondFactor.needed}
        </Alert>
      ) : null}
      <QueryView query={sessions}>
        {({ items, secondFactor }) => (
          <>
            <SecondFactorPanel on={secondFactor} changed={changed} />
            <ChangePassword changed={changed} />
            <SessionList items={items} changed={changed} />
          </>
        )}
      </QueryView>
      {secondFactorNeeded ? null : <ApiKeyList />}
    </>
  );
}

function ChangePassword({ changed }: { readonly changed: () => void }) {
  const submission = useSubmission();
  const [saved, setSaved] = useState(false);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const element = event.currentTarget;
    const form = new FormData(element);
    setSaved(false);
    void submission.submit(async () => {
      await done(api.password.$post({ json: { current: fieldOf(form, "current"), password: fieldOf(form, "password") } }));
      element.reset();
      setSaved(true);
      changed();
    });
  };
  return (
    <Section title={text.security.password}>
      <Panel padded>
        <form className={classes["form"]} onSubmit={send}>
          <PasswordField submission={submission} name="current" label={text.security.current} autoComplete="current-password" required />
          <PasswordField
            submission={submission}
            name="password"
            label={text.security.next}
            description={text.setUp.passwordHint(PASSWORD_LENGTH_MIN)}
            autoComplete="new-password"
            minLength={PASSWORD_LENGTH_MIN}
            required
          />
          <FormMessage submission={submission} />
          <div className={classes["buttons"]}>
            <Button type="submit" loading={submission.pending}>
              {text.security.change}
            </Button>
            {saved ? <span role="status">{text.security.changed}</span> : null}
          </div>
        </form>
      </Panel>
    </Section>
  );
}
