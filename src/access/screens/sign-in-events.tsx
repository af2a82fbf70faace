import { Button, NativeSelect } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { InferResponseType } from "hono/client";
import { useState } from "react";
import { api, bodyOf } from "../../app/web/kit/client.ts";
import { formatMoment } from "../../app/web/kit/date.ts";
import { PageHeader, Panel } from "../../app/web/kit/page.tsx";
import { EmptyState, FailureState, LoadingState } from "../../app/web/kit/states.tsx";
import table from "../../app/web/kit/table.module.css";
import { text } from "../../app/web/kit/text.ts";
import { EVENT_KINDS, type EventKind } from "../sign-in-events/event.ts";
import classes from "./sign-ins.module.css";

type SignInEvent = InferResponseType<(typeof api)["sign-in-events"]["$get"], 200>["items"][number];

/** The record of who signed in and what changed about signing in, the latest first. */
export function SignInEventsScreen() {
  const [kind, setKind] = useState<EventKind>();
  const events = useInfiniteQuery({
    queryKey: ["sign-in-events", kind],
    queryFn: ({ pageParam }) =>
      bodyOf(api["sign-in-events"].$get({ query: { ...(kind ? { kind } : {}), ...(pageParam ? { cursor: pageParam } : {}) } })),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const items = events.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHeader
        title={text.signInEvents.title}
        lead={text.signInEvents.lead}
        beside={
          <NativeSelect
            aria-label={text.signInEvents.what}
            value={kind ?? ""}
            onChange={(event) => setKind(EVENT_KINDS.find((each) => each === event.currentTarget.value))}
            data={[
              { value: "", label: text.signInEvents.all },
              ...EVENT_KINDS.map((each) => ({ value: each, label: text.signInEvents.kinds[each] })),
            ]}
          />
        }
      />
      {events.isPending ? <LoadingState /> : null}
      {events.isError ? <FailureState error={events.error} retry={() => void events.refetch()} /> : null}
      {events.isSuccess && items.length === 0 ? <EmptyState title={text.signInEvents.empty} /> : null}
      {items.length > 0 ? <EventTable items={items} /> : null}
      {events.hasNextPage ? (
        <div className={classes["form"]}>
          <Button variant="default" loading={events.isFetchingNextPage} onClick={() => void events.fetchNextPage()}>
            {text.signInEvents.older}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function EventTable({ items }: { readonly items: readonly SignInEvent[] }) {
  return (
    <Panel>
      <table className={table["table"]}>
        <thead>
          <tr>
            <th scope="col">{text.signInEvents.at}</th>
            <th scope="col">{text.signInEvents.what}</th>
            <th scope="col" className={table["wide"]}>
              {text.signInEvents.who}
            </th>
            <th scope="col" className={table["widest"]}>
              {text.signInEvents.by}
            </th>
            <th scope="col" className={table["widest"]}>
              {text.signInEvents.device}
            </th>
            <th scope="col" className={table["widest"]}>
              {text.signInEvents.network}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ event, at, kind, user, actor, device, network }) => (
            <tr key={event}>
              <td>{formatMoment(at)}</td>
              <td>
                {kindText(kind)}
                <div className={classes["narrow"]}>{user?.name ?? actor?.name}</div>
              </td>
              <td className={table["wide"]}>{user ? (user.name ?? user.userId) : null}</td>
              <td className={table["widest"]}>{actor ? (actor.name ?? actor.userId) : null}</td>
              <td className={table["widest"]}>{device}</td>
              <td className={table["widest"]}>{network ? <code>{network}</code> : null}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function kindText(kind: string): string {
  const known = EVENT_KINDS.find((each) => each === kind);
  return known ? text.signInEvents.kinds[known] : kind;
}
