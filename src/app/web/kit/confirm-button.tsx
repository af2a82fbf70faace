import { Alert, Button, type ButtonProps, Modal } from "@mantine/core";
import { type ReactNode, useState } from "react";
import classes from "./confirm.module.css";
import { useSubmission } from "./form.ts";
import { text } from "./text.ts";

type ConfirmButtonProps = {
  /** What the button says. */
  readonly label: string;
  /** Said instead of the label where the label alone does not tell which one, such as a row's. */
  readonly spoken?: string;
  /** The question, and below it what happens. */
  readonly question: string;
  readonly children?: ReactNode;
  /** What the confirming button says: the verb, never "OK". */
  readonly confirm: string;
  readonly danger?: boolean;
  readonly variant?: "default" | "filled" | "subtle";
  readonly size?: NonNullable<ButtonProps["size"]>;
  readonly disabled?: boolean;
  readonly onConfirm: () => Promise<void>;
};

/** A button for what cannot simply be undone: it asks first, says what happens, and shows what went wrong. */
export function ConfirmButton(props: ConfirmButtonProps) {
  const [asking, setAsking] = useState(false);
  const submission = useSubmission();
  const colour = props.danger ? { color: "red" } : {};
  const confirm = () =>
    submission.submit(async () => {
      await props.onConfirm();
      setAsking(false);
    });
  return (
    <>
      <Button
        variant={props.variant ?? "default"}
        {...colour}
        {...(props.size === undefined ? {} : { size: props.size })}
        disabled={props.disabled ?? false}
        aria-label={props.spoken}
        aria-haspopup="dialog"
        onClick={() => setAsking(true)}
      >
        {props.label}
      </Button>
      <Modal opened={asking} onClose={() => setAsking(false)} title={props.question} withCloseButton={false} centered>
        {props.children ? <div className={classes["consequence"]}>{props.children}</div> : null}
        {submission.message ? (
          <Alert color="red" variant="light" role="alert">
            {submission.message}
          </Alert>
        ) : null}
        <div className={classes["buttons"]}>
          <Button variant="default" data-autofocus onClick={() => setAsking(false)}>
            {text.confirm.cancel}
          </Button>
          <Button {...colour} loading={submission.pending} onClick={() => void confirm()}>
            {props.confirm}
          </Button>
        </div>
      </Modal>
    </>
  );
}
