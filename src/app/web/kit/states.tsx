import { Button } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { RequestFailure } from "./client.ts";
import classes from "./states.module.css";
import { text } from "./text.ts";

/** A region without content: why, and what to do next. */
export function EmptyState({
  title,
  children,
  action,
}: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className={classes["state"]}>
      <p className={classes["title"]}>{title}</p>
      {children ? <div className={classes["body"]}>{children}</div> : null}
      {action}
    </div>
  );
}

export function LoadingState() {
  return (
    <div className={classes["loading"]} role="status" aria-live="polite">
      <span className={classes["hidden"]}>{text.states.loading}</span>
      {[70, 100, 90, 95, 60].map((width) => (
        <span key={width} className={classes["bar"]} data-width={width} />
      ))}
    </div>
  );
}

/** What failed, what to do, and the request id with which the log is searched. No permission is a state of its own. */
export function FailureState({ error, retry }: { readonly error: Error; readonly retry?: () => void }) {
  const problem = error instanceof RequestFailure ? error.problem : undefined;
  if (error instanceof RequestFailure && error.status === 403)
    return <EmptyState title={text.states.noPermission}>{text.states.noPermissionFix}</EmptyState>;
  if (error instanceof RequestFailure && error.status === 404)
    return <EmptyState title={text.states.notFound}>{text.states.notFoundFix}</EmptyState>;
  return (
    <div className={classes["state"]} role="alert">
      <p className={classes["title"]}>{problem?.title ?? text.states.failed}</p>
      <div className={classes["body"]}>
        {problem ? `${problem.detail}. ${problem.fix}.` : text.states.failedFix}
        {problem ? <div className={classes["request"]}>{text.states.requestId(problem.requestId)}</div> : null}
      </div>
      {retry ? (
        <Button variant="default" onClick={retry}>
          {text.states.retry}
        </Button>
      ) : null}
    </div>
  );
}

/** A query's data, or the state it is in. */
export function QueryView<T>({ query, children }: { readonly query: UseQueryResult<T>; readonly children: (data: T) => ReactNode }) {
  if (query.isPending) return <LoadingState />;
  if (query.isError) return <FailureState error={query.error} retry={() => void query.refetch()} />;
  return children(query.data);
}
