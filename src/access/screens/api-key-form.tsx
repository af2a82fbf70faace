import "@mantine/core/styles/Checkbox.css";
import { Button, Checkbox, NativeSelect } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { api, bodyOf } from "../../app/web/kit/client.ts";
import { FormMessage, TextField } from "../../app/web/kit/fields.tsx";
import { fieldOf, useSubmission } from "../../app/web/kit/form.ts";
import { Panel } from "../../app/web/kit/page.tsx";
import { text } from "../../app/web/kit/text.ts";
import type { Permission } from "../permissions.ts";
import classes from "./security.module.css";

const DAYS = ["7", "30", "90", "365"] as const;

type ApiKeyFormProps = { readonly scopes: readonly Permission[]; readonly close: () => void; readonly made: (key: string) => void };

/** Makes a key: its name, its scopes out of what one may do oneself, and when it ends. */
export function ApiKeyForm({ scopes, close, made }: ApiKeyFormProps) {
  const [chosen, setChosen] = useState<readonly Permission[]>([]);
  const submission = useSubmission();
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const json = { name: fieldOf(form, "name"), days: Number(fieldOf(form, "days")), scopes: [...chosen] };
    void submission.submit(async () => made((await bodyOf(api["api-keys"].$post({ json }))).key));
  };
  return (
    <section className={classes["step"]} aria-label={text.apiKeys.create}>
      <Panel padded>
        <form className={classes["form"]} onSubmit={send}>
          <TextField submission={submission} name="name" label={text.apiKeys.name} description={text.apiKeys.nameHint} required autoFocus />
          <Checkbox.Group
            label={text.apiKeys.scopes}
            value={[...chosen]}
            onChange={(values) => setChosen(scopes.filter((scope) => values.includes(scope)))}
            error={submission.fieldError("scopes")}
          >
            <div className={classes["scopeChoice"]}>
              {scopes.map((scope) => (
                <Checkbox key={scope} value={scope} label={<code>{scope}</code>} />
              ))}
            </div>
          </Checkbox.Group>
          <NativeSelect label={text.apiKeys.days} name="days" defaultValue="90" data={[...DAYS]} />
          <FormMessage submission={submission} />
          <div className={classes["buttons"]}>
            <Button type="submit" loading={submission.pending}>
              {text.apiKeys.submit}
            </Button>
            <Button variant="default" onClick={close}>
              {text.apiKeys.cancel}
            </Button>
          </div>
        </form>
      </Panel>
    </section>
  );
}
