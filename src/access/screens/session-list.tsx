import { Button } from "@mantine/core";
import type { InferResponseType } from "hono/client";
import { api, done } from "../../app/web/kit/client.ts";
import { DataTable } from "../../app/web/kit/data-table.tsx";
import { formatMoment } from "../../app/web/kit/date.ts";
import { FormMessage } from "../../app/web/kit/fields.tsx";
import { useSubmission } from "../../app/web/kit/form.ts";
import { Section } from "../../app/web/kit/page.tsx";
import { text } from "../../app/web/kit/text.ts";

type OwnSession = InferResponseType<typeof api.sessions.$get, 200>["items"][number];
type SessionListProps = { readonly items: readonly OwnSession[]; readonly changed: () => void };

/** Where one is signed in: each session can be ended, or all but this one. */
export function SessionList({ items, changed }: SessionListProps) {
  const submission = useSubmission();
  const act = (send: () => Promise<void>) =>
    void submission.submit(async () => {
      await send();
      changed();
    });
  const endOthers = (
    <Button size="xs" variant="default" onClick={() => act(() => done(api.sessions["end-others"].$post()))}>
      {text.sessions.endOthers}
    </Button>
  );
  return (
    <Section title={text.sessions.title} beside={items.length > 1 ? endOthers : null}>
      <FormMessage submission={submission} />
      <DataTable
        rows={items}
        keyOf={({ session }) => session}
        empty=""
        columns={[
          { title: text.sessions.device, cell: ({ device }) => device ?? text.sessions.unknown },
          { title: text.sessions.begun, cell: ({ begun }) => formatMoment(begun), wide: true },
          { title: text.sessions.lastUsed, cell: ({ current, lastUsed }) => (current ? text.sessions.current : formatMoment(lastUsed)) },
          {
            title: text.sessions.actions,
            cell: ({ session, device, lastUsed, current }) =>
              current ? null : (
                <Button
                  size="xs"
                  variant="default"
                  aria-label={`${text.sessions.end}: ${device ?? text.sessions.unknown}, ${formatMoment(lastUsed)}`}
                  onClick={() => act(() => done(api.sessions[":session"].end.$post({ param: { session } })))}
                >
                  {text.sessions.end}
                </Button>
              ),
            actions: true,
          },
        ]}
      />
    </Section>
  );
}
