import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useRights } from "../../../app/web/kit/rights.ts";
import { text } from "../../../app/web/kit/text.ts";
import classes from "./calculation.module.css";
import { statementsOf } from "./statements-of.ts";
import type { CalculationPage } from "./types.ts";

/** What comes after a calculation: its statements, publishing, inviting who shall see them. */
export function NextStep({ calculation }: { readonly calculation: CalculationPage }) {
  const words = text.calculation;
  const invites = useRights().reach("sign-ins.manage") !== undefined;
  const { state, statements, blocking } = calculation;
  if (state !== "draft" && state !== "published") return null;
  const toStatements = (
    <Button
      className={classes["link"] ?? ""}
      renderRoot={(props) => <Link to="/statements" search={statementsOf(calculation)} {...props} />}
    >
      {words.toStatements}
    </Button>
  );
  if (statements === 0)
    return (
      <Step says={words.nextNothing}>
        <Button className={classes["link"] ?? ""} renderRoot={(props) => <Link to="/plans" {...props} />}>
          {words.toPlans}
        </Button>
      </Step>
    );
  if (state === "draft") return <Step says={blocking > 0 ? words.nextBlocked : words.nextDraft(statements)}>{toStatements}</Step>;
  return (
    <Step says={words.nextPublished}>
      {toStatements}
      {invites ? (
        <Button variant="default" className={classes["link"] ?? ""} renderRoot={(props) => <Link to="/sign-ins" {...props} />}>
          {words.toSignIns}
        </Button>
      ) : null}
    </Step>
  );
}

function Step({ says, children }: { readonly says: string; readonly children: ReactNode }) {
  return (
    <div className={classes["next"]}>
      <p>{says}</p>
      <div className={classes["actions"]}>{children}</div>
    </div>
  );
}
