import { Button, Checkbox } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, bodyOf } from "../../../app/web/kit/client.ts";
import { FormMessage, TextAreaField } from "../../../app/web/kit/fields.tsx";
import { fieldOf, useSubmission } from "../../../app/web/kit/form.ts";
import { Section } from "../../../app/web/kit/page.tsx";
import { text } from "../../../app/web/kit/text.ts";
import { toastDone } from "../../../app/web/kit/toast.ts";
import { useRights } from "../../../app/web/kit/rights.ts";
import { AdjustmentFields } from "../../adjustments/screens/adjustment-fields.tsx";
import classes from "./disputes.module.css";
import { afterDispute, type DisputeView } from "./queries.ts";

type Step = Exclude<DisputeView["steps"][number], "ask">;

/** What may be said now: one text, and a button for each step that it can be. */
export function Reply({ dispute }: { readonly dispute: DisputeView }) {
  const [adjusts, setAdjusts] = useState(false);
  const submission = useSubmission();
  const client = useQueryClient();
  const adjusting = useRights().reach("adjustments.manage") !== undefined;
  const words = text.disputes;
  const steps = dispute.steps.filter((step): step is Step => step !== "ask");
  const answers = steps.includes("answer");
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget, submitterOf(event));
    const step = steps.find((each) => each === form.get("step")) ?? steps[0];
    if (step === undefined) return;
    void submission.submit(async () => {
      const { state } = await sent(dispute.dispute, step, form, adjusts);
      await afterDispute(client);
      toastDone(words.said[state]);
    });
  };
  return (
    <Section title={words.write}>
      <form onSubmit={send} className={[classes["form"], classes["write"]].join(" ")}>
        <TextAreaField submission={submission} name="body" aria-label={words.write} maxLength={2000} required />
        {answers && adjusting ? (
          <Checkbox label={words.withAdjustment} checked={adjusts} onChange={(event) => setAdjusts(event.currentTarget.checked)} />
        ) : null}
        {adjusts ? <AdjustmentFields submission={submission} currency={dispute.currency} prefix="adjustment." /> : null}
        <FormMessage submission={submission} />
        <div className={classes["buttons"]}>
          {(adjusts ? steps.slice(0, 1) : [...steps].reverse()).map((step) => (
            <Button
              key={step}
              type="submit"
              name="step"
              value={step}
              variant={step === steps[0] ? "filled" : "default"}
              loading={submission.pending}
            >
              {words.send[step]}
            </Button>
          ))}
        </div>
      </form>
    </Section>
  );
}

async function sent(dispute: string, step: Step, form: FormData, adjusts: boolean) {
  const body = fieldOf(form, "body");
  const param = { dispute };
  if (step !== "answer") return bodyOf(api.disputes[":dispute"].messages.$post({ param, json: { step, body } }));
  const adjustment = { amount: fieldOf(form, "adjustment.amount").trim(), reason: fieldOf(form, "adjustment.reason") };
  return bodyOf(api.disputes[":dispute"].answer.$post({ param, json: { body, ...(adjusts ? { adjustment } : {}) } }));
}

/** The button that was pressed: its step goes with the form. */
function submitterOf({ nativeEvent }: FormEvent<HTMLFormElement>): HTMLElement | null {
  return nativeEvent instanceof SubmitEvent ? nativeEvent.submitter : null;
}
