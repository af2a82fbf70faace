import { Button } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { sessionQuery } from "../../app/web/kit/queries.ts";
import { useRights } from "../../app/web/kit/rights.ts";
import { text } from "../../app/web/kit/text.ts";
import classes from "./demo.module.css";

const DemoRemoval = lazy(async () => ({ default: (await import("./demo-removal.tsx")).DemoRemoval }));

/** On every page of the demo company: that it is one, the way to be someone else, and its removal. */
export function DemoBar() {
  const { company } = useSuspenseQuery(sessionQuery).data;
  const { reach } = useRights();
  if (!company.demo) return null;
  return (
    <aside className={classes["bar"]} aria-label={text.demo.title}>
      <span className={classes["badge"]}>{text.demo.badge}</span>
      <span className={classes["push"]}>{text.demo.about}</span>
      <Link to="/demo">{text.demo.change}</Link>
      {reach("demo.manage") ? (
        <Suspense
          fallback={
            // Its room, so that the page stands still when it comes.
            <Button variant="default" size="compact-sm" disabled>
              {text.demo.remove}
            </Button>
          }
        >
          <DemoRemoval />
        </Suspense>
      ) : null}
    </aside>
  );
}
