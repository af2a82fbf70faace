import { Link } from "@tanstack/react-router";
import { useRights } from "./rights.ts";
import { text } from "./text.ts";

/** Whose pay or sale something is, and its business date. */
export type SeenBy = { readonly participant: string; readonly date?: string };

/** For whoever may ask: who could see this, by role and reporting line. */
export function WhoCouldSee(seenBy: SeenBy) {
  const { reach } = useRights();
  if (reach("access.read") === undefined) return null;
  return (
    <Link to="/access/on" search={seenBy}>
      {text.access.whoCouldSee}
    </Link>
  );
}
