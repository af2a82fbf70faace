import { Checkbox } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, bodyOf, done } from "../../../app/web/kit/client.ts";
import { ConfirmButton } from "../../../app/web/kit/confirm-button.tsx";
import { useRights } from "../../../app/web/kit/rights.ts";
import { text } from "../../../app/web/kit/text.ts";
import { toastDone } from "../../../app/web/kit/toast.ts";
import classes from "./calculation.module.css";
import type { CalculationPage } from "./types.ts";

/** What is done with a draft. Blocking findings must be accepted by a tick of their own before it can be published. */
export function DraftActions({ calculation }: { readonly calculation: CalculationPage }) {
  const [accepted, setAccepted] = useState(false);
  const client = useQueryClient();
  const navigate = useNavigate();
  const words = text.calculation;
  if (useRights().reach("calculations.manage") === undefined) return null;
  const route = api.calculations[":calculation"];
  const param = { calculation: String(calculation.calculation) };
  const publish = async () => {
    await bodyOf(route.publish.$post({ param, json: { acceptFindings: accepted } }));
    await client.invalidateQueries();
    toastDone(words.published);
  };
  const discard = async () => {
    await done(route.$delete({ param }));
    await client.invalidateQueries({ queryKey: ["calculations"] });
    await navigate({ to: "/calculations" });
    toastDone(words.discarded);
  };
  return (
    <div className={classes["actions"]}>
      <ConfirmButton
        label={words.discard}
        question={words.discardQuestion(calculation.calculation)}
        confirm={words.discard}
        danger
        onConfirm={discard}
      >
        {words.discardConsequence}
      </ConfirmButton>
      <ConfirmButton
        label={words.publish}
        variant="filled"
        question={words.publishQuestion(calculation.calculation)}
        confirm={words.publish}
        onConfirm={publish}
      >
        <p>{words.publishConsequence(calculation.statements)}</p>
        {calculation.blocking > 0 ? (
          <Checkbox
            label={words.accept(calculation.blocking)}
            checked={accepted}
            onChange={(event) => setAccepted(event.currentTarget.checked)}
          />
        ) : null}
      </ConfirmButton>
    </div>
  );
}
