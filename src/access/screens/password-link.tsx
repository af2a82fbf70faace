import { Button, CopyButton, TextInput } from "@mantine/core";
import { Panel } from "../../app/web/kit/page.tsx";
import { text } from "../../app/web/kit/text.ts";
import classes from "./sign-ins.module.css";

/** A one-time link, shown once: the administrator sends it on. */
export function PasswordLink({ name, token, close }: { readonly name: string; readonly token: string; readonly close: () => void }) {
  const link = `${window.location.origin}/password#${token}`;
  return (
    <div className={classes["link"]}>
      <Panel padded>
        <TextInput
          label={text.signIns.link(name)}
          description={text.signIns.linkHint}
          value={link}
          readOnly
          onFocus={(event) => event.currentTarget.select()}
        />
        <div className={classes["linkActions"]}>
          <CopyButton value={link}>
            {({ copied, copy }) => (
              <Button size="xs" onClick={copy}>
                {copied ? text.signIns.copied : text.signIns.copy}
              </Button>
            )}
          </CopyButton>
          <Button size="xs" variant="default" onClick={close}>
            {text.signIns.close}
          </Button>
        </div>
      </Panel>
    </div>
  );
}
