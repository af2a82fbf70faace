import { Button, Progress } from "@mantine/core";
import { useState } from "react";
import { text } from "./text.ts";
import classes from "./task-progress.module.css";

/** A long task as `GET /api/tasks/{task}` gives it. `total` is 0 while it is not known. */
export type TaskView = {
  readonly state: "queued" | "running" | "done" | "failed" | "cancelled";
  readonly progress: { readonly text: string; readonly done: number; readonly total: number };
};

type TaskProgressProps = { readonly task: TaskView; readonly cancel?: (() => Promise<void>) | undefined };

/** How far a long task is, in words and as a bar; it can be cancelled, and the page can be left. */
export function TaskProgress({ task: { state, progress }, cancel }: TaskProgressProps) {
  const [cancelling, setCancelling] = useState(false);
  const open = state === "queued" || state === "running";
  const share = state === "done" ? 100 : progress.total > 0 ? (100 * progress.done) / progress.total : 0;
  const stop = async () => {
    setCancelling(true);
    await cancel?.().finally(() => setCancelling(false));
  };
  return (
    <div className={classes["task"]}>
      <div className={classes["head"]}>
        <span aria-live="polite">
          <strong>{text.task.states[state]}</strong> {progress.text}
        </span>
        {progress.total > 0 ? <span className={classes["count"]}>{text.task.progress(progress.done, progress.total)}</span> : null}
      </div>
      <Progress.Root size="md">
        <Progress.Section
          value={open && progress.total === 0 ? 100 : share}
          animated={open}
          color={state === "failed" ? "red" : state === "cancelled" ? "gray" : "ink"}
          aria-label={progress.text || text.task.states[state]}
        />
      </Progress.Root>
      {open ? (
        <div className={classes["foot"]}>
          <span>{text.task.leave}</span>
          {cancel ? (
            <Button variant="default" size="compact-sm" loading={cancelling} onClick={() => void stop()}>
              {text.task.cancel}
            </Button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
