import { Button, Modal } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, bodyOf } from "../../../app/web/kit/client.ts";
import { FormMessage } from "../../../app/web/kit/fields.tsx";
import { fieldOf, useSubmission } from "../../../app/web/kit/form.ts";
import { useRights } from "../../../app/web/kit/rights.ts";
import { text } from "../../../app/web/kit/text.ts";
import { toastDone } from "../../../app/web/kit/toast.ts";
import { AdjustmentFields } from "./adjustment-fields.tsx";
import classes from "./adjustments.module.css";

type Statement = {
  readonly participant: string;
  readonly name: string;
  readonly set: string;
  readonly period: string;
  readonly from: string;
  readonly currency: string;
};

/** Gives or takes pay by hand on a statement, for whoever may. The next calculation takes it. */
export function AddAdjustment({ statement }: { readonly statement: Statement }) {
  const [open, setOpen] = useState(false);
  const submission = useSubmission();
  const client = useQueryClient();
  const words = text.adjustments;
  if (useRights().reach("adjustments.manage") === undefined) return null;
  const { participant, set, period, from, currency } = statement;
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const json = { participant, set, period, from, currency, amount: fieldOf(form, "amount").trim(), reason: fieldOf(form, "reason") };
    void submission.submit(async () => {
      await bodyOf(api.adjustments.$post({ json }));
      await client.invalidateQueries({ queryKey: ["adjustments"] });
      setOpen(false);
      toastDone(words.added);
    });
  };
  return (
    <>
      <Button variant="default" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {words.add}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={words.addTo(statement.name, period)} withCloseButton={false} centered>
        <form onSubmit={send} className={classes["form"]}>
          <AdjustmentFields submission={submission} currency={currency} />
          <FormMessage submission={submission} />
          <div className={classes["buttons"]}>
            <Button variant="default" onClick={() => setOpen(false)}>
              {text.confirm.cancel}
            </Button>
            <Button type="submit" loading={submission.pending}>
              {words.add}
            </Button>
          </div>
        </form>
      </Modal>
    </>
  );
}
