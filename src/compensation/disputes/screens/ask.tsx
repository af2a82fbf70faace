import { ActionIcon, Button, Modal } from "@mantine/core";
import { IconMessageQuestion } from "@tabler/icons-react";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, bodyOf } from "../../../app/web/kit/client.ts";
import { FormMessage, TextAreaField } from "../../../app/web/kit/fields.tsx";
import { fieldOf, useSubmission } from "../../../app/web/kit/form.ts";
import { sessionQuery } from "../../../app/web/kit/queries.ts";
import { useRights } from "../../../app/web/kit/rights.ts";
import { text } from "../../../app/web/kit/text.ts";
import { toastDone } from "../../../app/web/kit/toast.ts";
import type { StatementAddress } from "../../statements/screens/queries.ts";
import classes from "./disputes.module.css";
import { afterDispute } from "./queries.ts";

type AskProps = {
  readonly address: StatementAddress;
  readonly component?: string | undefined;
  readonly line?: number | undefined;
  /** What it is about, as the dialog's title says it; without it the statement as a whole. */
  readonly about?: string | undefined;
  /** As an icon, beside a line. */
  readonly compact?: boolean;
};

/** Whether who is signed in may ask about this statement: their own. */
export function useMayAsk({ participant }: StatementAddress): boolean {
  const session = useSuspenseQuery(sessionQuery).data;
  return useRights().reach("disputes.ask") !== undefined && session.participant === participant;
}

/** Asks about a statement, a component or a line. */
export function Ask({ address, component, line, about, compact = false }: AskProps) {
  const [open, setOpen] = useState(false);
  const submission = useSubmission();
  const client = useQueryClient();
  const words = text.disputes;
  const title = about === undefined ? words.askWhole : words.askAbout(about);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const question = fieldOf(new FormData(event.currentTarget), "question");
    const json = { ...address, ...(component === undefined ? {} : { component }), ...(line === undefined ? {} : { line }), question };
    void submission.submit(async () => {
      await bodyOf(api.disputes.$post({ json }));
      await afterDispute(client);
      setOpen(false);
      toastDone(words.sent);
    });
  };
  return (
    <>
      {compact ? (
        <ActionIcon variant="subtle" color="gray" aria-label={title} title={title} aria-haspopup="dialog" onClick={() => setOpen(true)}>
          <IconMessageQuestion size={16} stroke={1.7} aria-hidden="true" />
        </ActionIcon>
      ) : (
        <Button variant="default" aria-haspopup="dialog" onClick={() => setOpen(true)}>
          {about === undefined ? words.askWhole : words.ask}
        </Button>
      )}
      <Modal opened={open} onClose={() => setOpen(false)} title={title} withCloseButton={false} centered>
        <form onSubmit={send} className={classes["form"]}>
          <TextAreaField
            submission={submission}
            name="question"
            label={words.question}
            description={words.askHelp}
            maxLength={2000}
            data-autofocus
            required
          />
          <FormMessage submission={submission} />
          <div className={classes["buttons"]}>
            <Button variant="default" onClick={() => setOpen(false)}>
              {text.confirm.cancel}
            </Button>
            <Button type="submit" loading={submission.pending}>
              {words.ask}
            </Button>
          </div>
        </form>
      </Modal>
    </>
  );
}
