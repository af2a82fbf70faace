import { notifications } from "@mantine/notifications";
import { text } from "./text.ts";

const SHOWN_MS = 6000;
const close = () => ({ "aria-label": text.toast.close });

/** A short message at the edge, for what was done; what must be read stands on the page itself. */
export function toastDone(message: string): void {
  notifications.show({ message, color: "green", autoClose: SHOWN_MS, closeButtonProps: close() });
}
