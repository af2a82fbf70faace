import { Button, CopyButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, bodyOf } from "../../app/web/kit/client.ts";
import { formatMoment } from "../../app/web/kit/date.ts";
import { Panel, Section, Spoken } from "../../app/web/kit/page.tsx";
import table from "../../app/web/kit/table.module.css";
import { text } from "../../app/web/kit/text.ts";
import classes from "./sign-ins.module.css";

/** Without a mail server: the mails whose links the administrator sends on. With one: nothing. */
export function OutboxList() {
  const outbox = useQuery({ queryKey: ["outbox"], queryFn: () => bodyOf(api.outbox.$get()) });
  if (!outbox.data || outbox.data.delivers) return null;
  const { items } = outbox.data;
  return (
    <Section title={text.outbox.title}>
      <p className={table["quiet"]}>{text.outbox.lead}</p>
      {items.length === 0 ? (
        <p className={table["quiet"]}>{text.outbox.empty}</p>
      ) : (
        <Panel>
          <table className={table["table"]}>
            <thead>
              <tr>
                <th scope="col">{text.outbox.to}</th>
                <th scope="col" className={table["wide"]}>
                  {text.outbox.subject}
                </th>
                <th scope="col" className={table["widest"]}>
                  {text.outbox.written}
                </th>
                <th scope="col">
                  <Spoken>{text.signIns.actions}</Spoken>
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map(({ mail, to, subject, written, link }) => (
                <tr key={mail}>
                  <td>{to}</td>
                  <td className={table["wide"]}>{subject}</td>
                  <td className={table["widest"]}>{formatMoment(written)}</td>
                  <td>
                    <div className={classes["actions"]}>{link === null ? null : <CopyLink to={to} link={link} />}</div>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Panel>
      )}
    </Section>
  );
}

/** The link stands in the button too, for where the clipboard is not ours to write (plain http). */
function CopyLink({ to, link }: { readonly to: string; readonly link: string }) {
  return (
    <CopyButton value={link}>
      {({ copied, copy }) => (
        <Button size="xs" variant="default" onClick={copy} aria-label={`${text.outbox.copy}: ${to}`} title={link} data-link={link}>
          {copied ? text.outbox.copied : text.outbox.copy}
        </Button>
      )}
    </CopyButton>
  );
}
