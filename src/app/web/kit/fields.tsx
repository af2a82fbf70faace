import { Alert, NativeSelect, PasswordInput, Textarea, TextInput } from "@mantine/core";
import type { ComponentProps } from "react";
import type { Submission } from "./form.ts";

/** `name` is the field's place in the body of the request: what the server says about it appears at the field. */
type Field = { readonly submission: Submission; readonly name: string };

/** What was wrong with a form as a whole. */
export function FormMessage({ submission }: { readonly submission: Submission }) {
  if (submission.message === undefined) return null;
  return (
    <Alert color="red" variant="light" role="alert">
      {submission.message}
    </Alert>
  );
}

export function TextField({ submission, ...props }: Field & ComponentProps<typeof TextInput>) {
  return <TextInput withAsterisk={false} {...props} error={submission.fieldError(props.name)} />;
}

export function PasswordField({ submission, ...props }: Field & ComponentProps<typeof PasswordInput>) {
  return <PasswordInput withAsterisk={false} {...props} error={submission.fieldError(props.name)} />;
}

export function TextAreaField({ submission, ...props }: Field & ComponentProps<typeof Textarea>) {
  return <Textarea autosize minRows={3} withAsterisk={false} {...props} error={submission.fieldError(props.name)} />;
}

export function SelectField({ submission, ...props }: Field & ComponentProps<typeof NativeSelect>) {
  return <NativeSelect withAsterisk={false} {...props} error={submission.fieldError(props.name)} />;
}
