import { Button } from "@mantine/core";
import type { InferResponseType } from "hono/client";
import { api, done } from "../../app/web/kit/client.ts";
import { formatMoment } from "../../app/web/kit/date.ts";
import { FormMessage } from "../../app/web/kit/fields.tsx";
import { useSubmission } from "../../app/web/kit/form.ts";
import { Panel, Section, Spoken } from "../../app/web/kit/page.tsx";
import table from "../../app/web/kit/table.module.css";
import { text } from "../../app/web/kit/text.ts";
import classes from "./security.module.css";

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
      <Panel>
        <table className={table["table"]}>
          <thead>
            <tr>
              <th scope="col">{text.sessions.device}</th>
              <th scope="col" className={table["wide"]}>
                {text.sessions.begun}
              </th>
              <th scope="col">{text.sessions.lastUsed}</th>
              <th scope="col">
                <Spoken>{text.sessions.actions}</Spoken>
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ session, device, begun, lastUsed, current }) => (
              <tr key={session}>
                <td>{device ?? text.sessions.unknown}</td>
                <td className={table["wide"]}>{formatMoment(begun)}</td>
                <td>{current ? text.sessions.current : formatMoment(lastUsed)}</td>
                <td>
                  <div className={classes["actions"]}>
                    {current ? null : (
                      <Button
                        size="xs"
                        variant="default"
                        aria-label={`${text.sessions.end}: ${device ?? text.sessions.unknown}, ${formatMoment(lastUsed)}`}
                        onClick={() => act(() => done(api.sessions[":session"].end.$post({ param: { session } })))}
                      >
                        {text.sessions.end}
                      </Button>
                    )}
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Panel>
    </Section>
  );
}
