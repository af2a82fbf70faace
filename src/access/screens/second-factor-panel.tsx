import { Button, CopyButton } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { api, bodyOf, done } from "../../app/web/kit/client.ts";
import { FormMessage, PasswordField, TextField } from "../../app/web/kit/fields.tsx";
import { fieldOf, useSubmission } from "../../app/web/kit/form.ts";
import { Panel, Section } from "../../app/web/kit/page.tsx";
import { text } from "../../app/web/kit/text.ts";
import { QrCode } from "./qr-code.tsx";
import classes from "./security.module.css";

type Step =
  | { readonly kind: "rest" }
  | { readonly kind: "prove"; readonly forWhat: "set-up" | "codes" | "turn-off" }
  | { readonly kind: "scan"; readonly uri: string; readonly codes: readonly string[] }
  | { readonly kind: "keep"; readonly codes: readonly string[] };

type SecondFactorProps = { readonly on: boolean; readonly changed: () => void };

/** Sets the second factor up in three steps: the password, the app's first code, the backup codes kept. */
export function SecondFactorPanel({ on, changed }: SecondFactorProps) {
  const [step, setStep] = useState<Step>({ kind: "rest" });
  const rest = () => setStep({ kind: "rest" });
  const prove = async (forWhat: "set-up" | "codes" | "turn-off", password: string) => {
    const json = { password };
    if (forWhat === "set-up") {
      const { uri, backupCodes } = await bodyOf(api["second-factor"].prepare.$post({ json }));
      setStep({ kind: "scan", uri, codes: backupCodes });
    } else if (forWhat === "codes") {
      setStep({ kind: "keep", codes: (await bodyOf(api["second-factor"]["backup-codes"].$post({ json }))).backupCodes });
    } else {
      await done(api["second-factor"]["turn-off"].$post({ json }));
      changed();
      rest();
    }
  };
  return (
    <Section title={text.secondFactor.title}>
      <Panel padded>
        {step.kind === "rest" ? <Rest on={on} begin={(forWhat) => setStep({ kind: "prove", forWhat })} /> : null}
        {step.kind === "prove" ? (
          <ProofForm
            lead={step.forWhat === "turn-off" ? text.secondFactor.turnOffConfirm : text.security.confirmFirst}
            send={(password) => prove(step.forWhat, password)}
            cancel={rest}
          />
        ) : null}
        {step.kind === "scan" ? (
          <ScanForm
            uri={step.uri}
            confirmed={() => {
              changed();
              setStep({ kind: "keep", codes: step.codes });
            }}
            cancel={rest}
          />
        ) : null}
        {step.kind === "keep" ? <BackupCodes codes={step.codes} close={rest} /> : null}
      </Panel>
    </Section>
  );
}

function Rest({ on, begin }: { readonly on: boolean; readonly begin: (forWhat: "set-up" | "codes" | "turn-off") => void }) {
  return (
    <>
      <p className={classes["lead"]}>{text.secondFactor.lead}</p>
      <p className={classes["state"]}>{on ? text.secondFactor.on : text.secondFactor.off}</p>
      <div className={classes["buttons"]}>
        {on ? (
          <>
            <Button variant="default" onClick={() => begin("codes")}>
              {text.secondFactor.newCodes}
            </Button>
            <Button variant="subtle" color="red" onClick={() => begin("turn-off")}>
              {text.secondFactor.turnOff}
            </Button>
          </>
        ) : (
          <Button onClick={() => begin("set-up")}>{text.secondFactor.setUp}</Button>
        )}
      </div>
    </>
  );
}

type ProofFormProps = { readonly lead: string; readonly send: (password: string) => Promise<void>; readonly cancel: () => void };

/** Asks for the password again before something that opens or closes the door. */
function ProofForm({ lead, send, cancel }: ProofFormProps) {
  return (
    <StepForm button={text.security.goOn} send={(form) => send(fieldOf(form, "password"))} cancel={cancel}>
      {(submission) => (
        <>
          <p className={classes["lead"]}>{lead}</p>
          <PasswordField
            submission={submission}
            name="password"
            label={text.security.current}
            autoComplete="current-password"
            required
            autoFocus
          />
        </>
      )}
    </StepForm>
  );
}

type ScanFormProps = { readonly uri: string; readonly confirmed: () => void; readonly cancel: () => void };

function ScanForm({ uri, confirmed, cancel }: ScanFormProps) {
  const secret = new URL(uri).searchParams.get("secret") ?? "";
  const send = async (form: FormData) => {
    await done(api["second-factor"].confirm.$post({ json: { code: fieldOf(form, "code") } }));
    confirmed();
  };
  return (
    <StepForm button={text.secondFactor.confirm} send={send} cancel={cancel}>
      {(submission) => (
        <>
          <p className={classes["lead"]}>{text.secondFactor.scan}</p>
          <QrCode value={uri} label={text.secondFactor.scanText} />
          <p className={classes["lead"]}>
            {text.secondFactor.secret}: <code className={classes["code"]}>{secret.replaceAll(/(.{4})(?=.)/g, "$1 ")}</code>
          </p>
          <TextField
            submission={submission}
            name="code"
            label={text.secondFactor.code}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={7}
            required
            autoFocus
          />
        </>
      )}
    </StepForm>
  );
}

type StepFormProps = {
  readonly button: string;
  readonly send: (form: FormData) => Promise<void>;
  readonly cancel: () => void;
  readonly children: (submission: ReturnType<typeof useSubmission>) => ReactNode;
};

function StepForm({ button, send, cancel, children }: StepFormProps) {
  const submission = useSubmission();
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void submission.submit(() => send(form));
  };
  return (
    <form className={classes["form"]} onSubmit={onSubmit}>
      {children(submission)}
      <FormMessage submission={submission} />
      <div className={classes["buttons"]}>
        <Button type="submit" loading={submission.pending}>
          {button}
        </Button>
        <Button variant="default" onClick={cancel}>
          {text.security.cancel}
        </Button>
      </div>
    </form>
  );
}

function BackupCodes({ codes, close }: { readonly codes: readonly string[]; readonly close: () => void }) {
  return (
    <section aria-label={text.secondFactor.codesTitle}>
      <h3 className={classes["stepTitle"]}>{text.secondFactor.codesTitle}</h3>
      <p className={classes["lead"]}>{text.secondFactor.codesLead}</p>
      <ul className={classes["codes"]}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className={classes["buttons"]}>
        <CopyButton value={codes.join("\n")}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? text.secondFactor.copied : text.secondFactor.copyCodes}
            </Button>
          )}
        </CopyButton>
        <Button onClick={close}>{text.secondFactor.done}</Button>
      </div>
    </section>
  );
}
