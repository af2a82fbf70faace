import { useNavigate, useRouter } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useEffectEvent, useRef, useState } from "react";
import { isInDialog, isTyping } from "../kit/keyboard.ts";
import { stepTrail } from "../kit/list/trail.ts";
import { useRights } from "../kit/rights.ts";
import { shownEntries } from "../navigation.ts";
import { openPalette } from "../palette/palette.tsx";

const KeyHelp = lazy(() => import("./key-help.tsx"));

/** So long after g the letter of a page is waited for. */
const SECOND_KEY_MS = 1500;

let showHelp: (() => void) | undefined;

/** Shows every key of the program. */
export function openKeyHelp(): void {
  showHelp?.();
}

/** The keys that work on every page; none of them while something is typed. */
export function Keys() {
  const [helping, setHelping] = useState(false);
  const goUntil = useRef(0);
  const navigate = useNavigate();
  const router = useRouter();
  const { reach } = useRights();
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      openPalette();
      return;
    }
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target) || isInDialog(event.target))
      return;
    const going = event.timeStamp < goUntil.current;
    goUntil.current = 0;
    const entry = going
      ? shownEntries(reach)
          .flatMap(({ entries }) => entries)
          .find(({ key }) => key === event.key)
      : undefined;
    if (entry) void navigate({ to: entry.to });
    else if (event.key === "g") goUntil.current = event.timeStamp + SECOND_KEY_MS;
    else if (event.key === "?") setHelping(true);
    else if (event.key === "j" || event.key === "k") {
      const link = stepTrail(event.key === "j" ? 1 : -1, router.state.location.pathname, (to) => router.buildLocation(to).pathname);
      if (link) void navigate(link);
    }
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => pressed(event);
    document.addEventListener("keydown", listen);
    showHelp = () => setHelping(true);
    return () => document.removeEventListener("keydown", listen);
  }, []);
  return helping ? (
    <Suspense>
      <KeyHelp close={() => setHelping(false)} />
    </Suspense>
  ) : null;
}
