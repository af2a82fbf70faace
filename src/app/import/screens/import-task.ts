import type { TaskView } from "../../web/kit/task-progress.tsx";
import { text } from "../../web/kit/text.ts";
import type { ImportView } from "./import-report.tsx";

const STATES = { staging: "running", published: "done", preview: "done", cancelled: "cancelled", failed: "failed" } as const;

/** An import as the pattern of long work shows it. */
export function taskOf({ state, progress }: ImportView): TaskView {
  const words = progress
    ? text.imports.progress(
        text.imports.phases[progress.phase === "checking" || progress.phase === "publishing" ? progress.phase : "reading"],
        progress.file,
        progress.rows,
      )
    : "";
  return { state: STATES[state], progress: { text: words, done: 0, total: 0 } };
}
