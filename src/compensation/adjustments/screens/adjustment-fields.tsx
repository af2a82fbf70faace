import { TextAreaField, TextField } from "../../../app/web/kit/fields.tsx";
import type { Submission } from "../../../app/web/kit/form.ts";
import { text } from "../../../app/web/kit/text.ts";

type AdjustmentFieldsProps = {
  readonly submission: Submission;
  readonly currency: string;
  /** Where the fields stand in the request's body, such as "adjustment."; none: at its top. */
  readonly prefix?: string;
};

/** Amount and reason of an adjustment. */
export function AdjustmentFields({ submission, currency, prefix = "" }: AdjustmentFieldsProps) {
  const words = text.adjustments;
  return (
    <>
      <TextField
        submission={submission}
        name={`${prefix}amount`}
        label={words.amountIn(currency)}
        description={words.amountHelp}
        inputMode="decimal"
        data-autofocus={prefix === "" || undefined}
        required
      />
      <TextAreaField
        submission={submission}
        name={`${prefix}reason`}
        label={words.reason}
        description={words.reasonHelp}
        maxLength={500}
        required
      />
    </>
  );
}
