import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, type LinkProps } from "@tanstack/react-router";
import { api, done } from "../../app/web/kit/client.ts";
import { useSubmission } from "../../app/web/kit/form.ts";
import { Panel, Section } from "../../app/web/kit/page.tsx";
import { queryClient } from "../../app/web/kit/queries.ts";
import { firstStepsQuery } from "../../app/web/kit/steps-taken.ts";
import { text } from "../../app/web/kit/text.ts";
import type { Step } from "../first-steps/steps.ts";
import classes from "./home.module.css";

/** Where each step is taken. */
const LINKS: Readonly<Record<Step, NonNullable<LinkProps["to"]>>> = {
  people: "/imports/new",
  seats: "/imports/new",
  quotas: "/imports/new",
  import: "/imports/new",
  plan: "/plans/new",
  calculate: "/calculations",
  publish: "/calculations",
  invite: "/sign-ins",
  "second-factor": "/security",
  statement: "/statements",
  why: "/statements",
  opportunity: "/opportunities",
  "plan-page": "/plans",
  person: "/people",
  hierarchy: "/hierarchy",
  territory: "/territories",
  calculation: "/calculations",
  history: "/history",
  "who-sees": "/access/on",
};

/** Where what is there already is looked at. */
const SEEN: Readonly<Partial<Record<Step, NonNullable<LinkProps["to"]>>>> = {
  people: "/people",
  seats: "/hierarchy",
  quotas: "/quotas",
  import: "/transactions",
  plan: "/plans",
};

/** The first steps of one's role, each done by the act itself. The list can be put away and taken out again, on every device. */
export function FirstSteps() {
  const words = text.firstSteps;
  const found = useQuery(firstStepsQuery);
  const submission = useSubmission();
  if (!found.data || found.data.steps.every((step) => step.done)) return null;
  const { steps, putAway } = found.data;
  const next = steps.find((step) => !step.done)?.step;
  const toggle = () =>
    void submission.submit(async () => {
      await done(api["first-steps"]["put-away"].$post({ json: { putAway: !putAway } }));
      await queryClient.invalidateQueries(firstStepsQuery);
    });
  return (
    <Section
      title={words.title(steps.filter((step) => step.done).length, steps.length)}
      beside={
        <Button variant="default" size="compact-sm" loading={submission.pending} aria-expanded={!putAway} onClick={toggle}>
          {putAway ? words.show : words.putAway}
        </Button>
      }
    >
      {putAway ? null : (
        <Panel padded>
          <ol className={classes["plain"]}>
            {steps.map(({ step, done: isDone, count }) => (
              <li key={step} className={classes["pair"]}>
                <Link to={(isDone ? SEEN[step] : undefined) ?? LINKS[step]}>{words.steps[step]}</Link>
                <span className={classes[step === next ? "nextStep" : "stepState"]}>
                  {isDone ? words.doneWith(count) : step === next ? words.next : words.open}
                </span>
              </li>
            ))}
          </ol>
        </Panel>
      )}
    </Section>
  );
}
