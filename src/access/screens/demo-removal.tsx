import { api, done } from "../../app/web/kit/client.ts";
import { ConfirmButton } from "../../app/web/kit/confirm-button.tsx";
import { text } from "../../app/web/kit/text.ts";

/** Takes the demo company away, after asking. */
export function DemoRemoval() {
  const remove = async () => {
    await done(api.demo.$delete());
    location.assign("/demo"); // nothing that was read may stay
  };
  return (
    <ConfirmButton
      label={text.demo.remove}
      question={text.demo.removeQuestion}
      confirm={text.demo.removeConfirm}
      danger
      size="compact-sm"
      onConfirm={remove}
    >
      {text.demo.removeLead}
    </ConfirmButton>
  );
}
