import { ActionIcon, Button, Modal, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, bodyOf } from "../../../app/web/kit/client.ts";
import { FormMessage, TextAreaField } from "../../../app/web/kit/fields.tsx";
import { fieldOf, useSubmission } from "../../../app/web/kit/form.ts";
import { text } from "../../../app/web/kit/text.ts";
import { toastDone } from "../../../app/web/kit/toast.ts";
import type { OwnershipPreview, TransactionKey } from "../schemas.ts";
import { PersonField } from "./person-field.tsx";
import { PreviewView } from "./preview-view.tsx";
import { afterOwners } from "./queries.ts";
import { shareOfPercent } from "./share.ts";
import classes from "./worklist.module.css";

type Party = { readonly participant: string | null; readonly percent: string };
type AssignOwnersProps = { readonly transactions: readonly TransactionKey[]; readonly close: (isDone: boolean) => void };

const WHOLE = "100";

/** New owners for chosen transactions: who, a look at what changes, why, and only then the change. */
export function AssignOwners({ transactions, close }: AssignOwnersProps) {
  const words = text.worklist;
  const [parties, setParties] = useState<readonly Party[]>([{ participant: null, percent: WHOLE }]);
  const [preview, setPreview] = useState<OwnershipPreview>();
  const submission = useSubmission();
  const client = useQueryClient();
  const asked = {
    transactions: [...transactions],
    owners: parties.map(({ participant, percent }) => ({ participant: participant ?? "", share: shareOfPercent(percent) })),
  };
  const change = (next: readonly Party[]) => {
    setParties(next);
    setPreview(undefined); // what was looked at is another change
  };
  const look = () => submission.submit(async () => setPreview(await bodyOf(api["ownership-previews"].$post({ json: asked }))));
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!preview) return void look();
    const reason = fieldOf(new FormData(event.currentTarget), "reason");
    void submission.submit(async () => {
      const done = await bodyOf(api["ownership-changes"].$post({ json: { ...asked, seen: preview.inputChange, reason } }));
      await afterOwners(client);
      toastDone(words.done(done.transactions, done.change));
      close(true);
    });
  };
  return (
    <Modal opened onClose={() => close(false)} title={words.assignTo(transactions.length)} withCloseButton={false} centered size="lg">
      <form onSubmit={send} className={classes["form"]}>
        <Parties parties={parties} change={change} error={submission.fieldError("owners")} />
        {preview ? <PreviewView preview={preview} /> : null}
        {preview ? (
          <TextAreaField
            submission={submission}
            name="reason"
            label={words.why}
            description={words.whyHelp}
            maxLength={500}
            minRows={2}
            required
          />
        ) : null}
        <FormMessage submission={submission} />
        <div className={classes["buttons"]}>
          <Button variant="default" onClick={() => close(false)}>
            {text.confirm.cancel}
          </Button>
          <Button type="submit" loading={submission.pending}>
            {preview ? words.confirm(transactions.length) : words.preview}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

type PartiesProps = {
  readonly parties: readonly Party[];
  readonly change: (parties: readonly Party[]) => void;
  readonly error: string | undefined;
};

function Parties({ parties, change, error }: PartiesProps) {
  const words = text.worklist;
  const set = (index: number, party: Partial<Party>) =>
    change(parties.map((each, place) => (place === index ? { ...each, ...party } : each)));
  const isSplit = parties.length > 1;
  return (
    <>
      {parties.map(({ participant, percent }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- parties have no other key, and are only added at the end or taken out
        <div key={index} className={classes["party"]}>
          <PersonField
            value={participant}
            change={(chosen) => set(index, { participant: chosen })}
            error={index === 0 ? error : undefined}
          />
          {isSplit ? (
            <>
              <TextInput
                label={words.share}
                inputMode="decimal"
                value={percent}
                onChange={(event) => set(index, { percent: event.currentTarget.value })}
                className={classes["share"] ?? ""}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={words.removePerson(participant ?? "")}
                onClick={() =>
                  change(
                    parties.length === 2
                      ? [{ ...(parties[1 - index] ?? NOBODY), percent: WHOLE }]
                      : parties.filter((_, place) => place !== index),
                  )
                }
              >
                <IconX size={16} aria-hidden="true" />
              </ActionIcon>
            </>
          ) : null}
        </div>
      ))}
      <div>
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() =>
            change(
              isSplit
                ? [...parties, NOBODY]
                : [
                    { ...(parties[0] ?? NOBODY), percent: "50" },
                    { ...NOBODY, percent: "50" },
                  ],
            )
          }
        >
          {words.addPerson}
        </Button>
      </div>
    </>
  );
}
const NOBODY: Party = { participant: null, percent: "" };
