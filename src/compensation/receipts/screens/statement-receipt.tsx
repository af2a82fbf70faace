import { Button, FileButton } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Panel, Section } from "../../../app/web/kit/page.tsx";
import { FailureState, LoadingState } from "../../../app/web/kit/states.tsx";
import { text } from "../../../app/web/kit/text.ts";
import type { StatementAddress } from "../../statements/screens/queries.ts";
import { Checked } from "./checked.tsx";
import { checkHere, downloadReceipt } from "./queries.ts";
import classes from "./receipt.module.css";

/** The receipt of a published statement: to check in this browser, to keep as a file, and to check a file that somebody kept. */
export function StatementReceipt({ address }: { readonly address: StatementAddress }) {
  const words = text.receipt;
  const check = useMutation({ mutationFn: (file: File | undefined) => checkHere(address, file) });
  const download = useMutation({ mutationFn: () => downloadReceipt(address) });
  return (
    <Section
      id="receipt"
      title={words.title}
      beside={
        <div className={classes["buttons"]}>
          <Button onClick={() => check.mutate(undefined)} loading={check.isPending}>
            {words.check}
          </Button>
          <Button variant="default" onClick={() => download.mutate()} loading={download.isPending}>
            {words.download}
          </Button>
          <FileButton onChange={(file) => file && check.mutate(file)} accept="application/json,.json">
            {(props) => (
              <Button {...props} variant="subtle">
                {words.checkFile}
              </Button>
            )}
          </FileButton>
        </div>
      }
    >
      <Panel padded>
        <div aria-live="polite">
          {check.isPending ? <LoadingState /> : null}
          {check.isIdle ? <p className={classes["lead"]}>{words.lead}</p> : null}
          {check.isSuccess ? <Checked check={check.data} file={check.variables?.name} /> : null}
        </div>
        {check.error instanceof RangeError || check.error instanceof SyntaxError ? (
          <p className={classes["lead"]} role="alert">
            {words.noReceipt(check.error.message)}
          </p>
        ) : null}
        {[check.error, download.error].map((error) =>
          error && !(error instanceof RangeError || error instanceof SyntaxError) ? (
            <FailureState key={error.message} error={error} />
          ) : null,
        )}
      </Panel>
    </Section>
  );
}
