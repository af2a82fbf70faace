import { useState } from "react";
import { RequestFailure } from "./client.ts";

/** A form's sending: whether it is under way, and what was wrong with it, as a whole and by field. */
export type Submission = {
  readonly pending: boolean;
  readonly message: string | undefined;
  /** The message about one field of the body, such as "email" or "company.name". */
  readonly fieldError: (field: string) => string | undefined;
  readonly submit: (send: () => Promise<void>) => Promise<void>;
  readonly failure: RequestFailure | undefined;
};

export function useSubmission(): Submission {
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Error>();
  const known = failure instanceof RequestFailure ? failure : undefined;
  const errors = known?.problem?.errors ?? [];
  return {
    pending,
    failure: known,
    message: failure && errors.length === 0 ? (known?.problem?.detail ?? failure.message) : undefined,
    fieldError: (field) => errors.find(({ place }) => place === `body.${field}`)?.message,
    submit: async (send) => {
      setPending(true);
      setFailure(undefined);
      try {
        await send();
      } catch (error) {
        setFailure(error instanceof Error ? error : new Error(String(error)));
      } finally {
        setPending(false);
      }
    },
  };
}

/** The text of a form's field by name. */
export function fieldOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
