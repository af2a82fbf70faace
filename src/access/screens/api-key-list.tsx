import { Button, CopyButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { InferResponseType } from "hono/client";
import { useState } from "react";
import { api, bodyOf, done } from "../../app/web/kit/client.ts";
import { ConfirmButton } from "../../app/web/kit/confirm-button.tsx";
import { DataTable } from "../../app/web/kit/data-table.tsx";
import { formatMoment } from "../../app/web/kit/date.ts";
import { Panel, Section } from "../../app/web/kit/page.tsx";
import { QueryView } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import { ApiKeyForm } from "./api-key-form.tsx";
import classes from "./security.module.css";

type ApiKey = InferResponseType<(typeof api)["api-keys"]["$get"], 200>["items"][number];

/** The own API keys: made with scopes and an end, shown once, revoked. */
export function ApiKeyList() {
  const keys = useQuery({ queryKey: ["api-keys"], queryFn: () => bodyOf(api["api-keys"].$get()) });
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<string>();
  const create = (
    <Button size="xs" onClick={() => setMaking(true)}>
      {text.apiKeys.create}
    </Button>
  );
  return (
    <Section title={text.apiKeys.title} beside={making ? null : create}>
      <p className={classes["sectionLead"]}>{text.apiKeys.lead}</p>
      {made === undefined ? null : <NewKey value={made} close={() => setMade(undefined)} />}
      <QueryView query={keys}>
        {({ items, scopes }) => (
          <>
            {making ? (
              <ApiKeyForm
                scopes={scopes}
                close={() => setMaking(false)}
                made={(key) => {
                  setMade(key);
                  setMaking(false);
                  void keys.refetch();
                }}
              />
            ) : null}
            <KeyTable items={items} changed={() => void keys.refetch()} />
          </>
        )}
      </QueryView>
    </Section>
  );
}

function NewKey({ value, close }: { readonly value: string; readonly close: () => void }) {
  return (
    <section className={classes["step"]} aria-label={text.apiKeys.shown}>
      <Panel padded>
        <h3 className={classes["stepTitle"]}>{text.apiKeys.shown}</h3>
        <p className={classes["lead"]}>{text.apiKeys.shownLead}</p>
        <code className={classes["key"]}>{value}</code>
        <div className={classes["buttons"]}>
          <CopyButton value={value}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? text.apiKeys.copied : text.apiKeys.copy}
              </Button>
            )}
          </CopyButton>
          <Button onClick={close}>{text.apiKeys.done}</Button>
        </div>
      </Panel>
    </section>
  );
}

function KeyTable({ items, changed }: { readonly items: readonly ApiKey[]; readonly changed: () => void }) {
  return (
    <DataTable
      rows={items}
      keyOf={({ apiKey }) => apiKey}
      empty={text.apiKeys.empty}
      columns={[
        {
          title: text.apiKeys.name,
          cell: ({ name, scopes }) => (
            <>
              {name}
              <div className={classes["scopes"]}>{scopes.join(", ")}</div>
            </>
          ),
        },
        { title: text.apiKeys.expires, cell: ({ expires }) => formatMoment(expires), wide: true },
        { title: text.apiKeys.lastUsed, cell: ({ lastUsed }) => (lastUsed ? formatMoment(lastUsed) : text.apiKeys.never), wide: true },
        { title: text.apiKeys.state, cell: ({ state }) => text.apiKeys.states[state] },
        {
          title: text.apiKeys.actions,
          cell: ({ apiKey, name, state }) =>
            state === "usable" ? (
              <ConfirmButton
                size="xs"
                danger
                variant="subtle"
                label={text.apiKeys.revoke}
                spoken={`${text.apiKeys.revoke}: ${name}`}
                question={text.apiKeys.revokeConfirm(name)}
                confirm={text.apiKeys.revoke}
                onConfirm={async () => {
                  await done(api["api-keys"][":apiKey"].revoke.$post({ param: { apiKey } }));
                  changed();
                }}
              />
            ) : null,
          actions: true,
        },
      ]}
    />
  );
}
