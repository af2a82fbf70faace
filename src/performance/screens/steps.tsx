import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Panel, Section } from "../../app/web/kit/page.tsx";
import { text } from "../../app/web/kit/text.ts";
import classes from "./home.module.css";
import type { Home } from "./types.ts";

const HIDDEN = "attain.steps.hidden";

/** The first steps of a company, each done by the act itself. It can be put away and taken out again; the browser keeps that. */
export function Steps({ steps }: { readonly steps: Home["steps"] }) {
  const words = text.home;
  const [hidden, setHidden] = useState(() => localStorage.getItem(HIDDEN) === "true");
  const toggle = () => {
    localStorage.setItem(HIDDEN, String(!hidden));
    setHidden(!hidden);
  };
  const done = steps.filter((step) => step.done).length;
  return (
    <Section
      title={words.stepsDone(done, steps.length)}
      beside={
        <Button variant="default" size="compact-sm" onClick={toggle}>
          {hidden ? words.showSteps : words.hideSteps}
        </Button>
      }
    >
      {hidden ? null : (
        <Panel padded>
          <ol className={classes["plain"]}>
            {steps.map(({ step, done: isDone }) => (
              <li key={step} className={classes["pair"]}>
                <span>
                  {step === "invite" ? (
                    <Link to="/sign-ins">{words.steps[step]}</Link>
                  ) : (
                    <Link to="/calculations">{words.steps[step]}</Link>
                  )}
                </span>
                <span className={classes["quiet"]}>{isDone ? words.stepStates.done : words.stepStates.open}</span>
              </li>
            ))}
          </ol>
        </Panel>
      )}
    </Section>
  );
}
