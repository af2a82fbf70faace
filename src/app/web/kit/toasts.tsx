import "@mantine/notifications/styles.layer.css";
import { Notifications } from "@mantine/notifications";

/** Where toasts appear; loaded after the page. */
export default function Toasts() {
  return <Notifications position="bottom-right" limit={4} />;
}
