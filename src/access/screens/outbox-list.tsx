import { Button, CopyButton } from "@mantine/core";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, bodyOf } from "../../app/web/kit/client.ts";
import { DataTable } from "../../app/web/kit/data-table.tsx";
import { formatMoment } from "../../app/web/kit/date.ts";
import { Section } from "../../app/web/kit/page.tsx";
import table from "../../app/web/kit/table.module.css";
import { text } from "../../app/web/kit/text.ts";

export const outboxQuery = queryOptions({ queryKey: ["outbox"], queryFn: () => bodyOf(api.outbox.$get()) });

/** Without a mail server: the mails whose links the administrator sends on. With one: nothing. */
export function OutboxList() {
  const outbox = useQuery(outboxQuery);
  if (!outbox.data || outbox.data.delivers) return null;
  const { items } = outbox.data;
  return (
    <Section title={text.outbox.title}>
      <p className={table["quiet"]}>{text.outbox.lead}</p>
      <DataTable
        rows={items}
        keyOf={({ mail }) => String(mail)}
        empty={text.outbox.empty}
        columns={[
          { title: text.outbox.to, cell: ({ to }) => to },
          { title: text.outbox.subject, cell: ({ subject }) => subject, wide: true },
          { title: text.outbox.written, cell: ({ written }) => formatMoment(written), wide: true },
          { title: text.signIns.actions, cell: ({ to, link }) => (link === null ? null : <CopyLink to={to} link={link} />), actions: true },
        ]}
      />
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
