import { notifications } from "@mantine/notifications";
import { RequestFailure } from "./client.ts";
import { text } from "./text.ts";

const SHOWN_MS = 6000;
const close = () => ({ "aria-label": text.toast.close });

/** A short message at the edge, for what was done; what must be read stands on the page itself. */
export function toastDone(message: string): void {
  notifications.show({ message, color: "green", autoClose: SHOWN_MS, closeButtonProps: close() });
}

/** What did not work and what to do about it; it stays until it is closed. */
export function toastFailed(error: unknown): void {
  const problem = error instanceof RequestFailure ? error.problem : undefined;
  const said = error instanceof Error ? error.message : String(error);
  notifications.show({
    title: problem?.title ?? text.toast.failed,
    message: problem ? `${problem.detail}. ${problem.fix}.` : said,
    color: "red",
    autoClose: false,
    role: "alert",
    closeButtonProps: close(),
  });
}
