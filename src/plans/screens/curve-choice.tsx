import { NativeSelect, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
import { useRights } from "../../app/web/kit/rights.ts";
import { text } from "../../app/web/kit/text.ts";
import classes from "./plan.module.css";
import { type CurvesAsked, type PlanKey, seatsQuery } from "./queries.ts";

const TYPING_PAUSE_MS = 400;
const QUOTA_FIRST = "100000";
const NO_PLAN: PlanKey = { plan: "", version: "" };

type CurveChoiceProps = {
  /** None for a plan that is not published: nobody is on it. */
  readonly planKey?: PlanKey;
  readonly byDeal: boolean;
  readonly choose: (asked: CurvesAsked) => void;
};

/** For whom the curves are drawn: somebody on the plan whose pay one may see, with their rates and quota, or anybody with a quota. */
export function CurveChoice({ planKey, byDeal, choose }: CurveChoiceProps) {
  const words = text.curve;
  const rights = useRights();
  const seesPay = rights.reach("statements.read") !== undefined && rights.reach("people.read") !== undefined;
  const asksSeats = seesPay && planKey !== undefined;
  const seats = useQuery({ ...seatsQuery(planKey ?? NO_PLAN), enabled: asksSeats });
  const people = (seats.data?.items ?? []).filter(({ version }) => version === planKey?.version);
  const options = [
    ...new Map(
      people.map(({ participant, position, name, title }) => [JSON.stringify([participant, position]), `${name} · ${title || position}`]),
    ),
  ];
  const [chosen, setChosen] = useState<string>();
  const [quota, setQuota] = useState("");
  const [deals, setDeals] = useState("1");
  const seat = chosen ?? options[0]?.[0] ?? "";
  const ready = !asksSeats || !seats.isPending;
  const send = useEffectEvent((whom: string) => choose(askedFor(whom, quota, deals)));
  const [typed] = useDebouncedValue(`${quota} ${deals}`, TYPING_PAUSE_MS);
  useEffect(() => {
    if (ready && typed !== "") send(seat);
  }, [ready, seat, typed]);
  return (
    <div className={classes["choice"]} role="group" aria-label={words.asWhom}>
      {planKey === undefined ? null : (
        <NativeSelect
          label={words.asWhom}
          value={seat}
          data={[...options.map(([value, label]) => ({ value, label })), { value: "", label: words.anybody }]}
          onChange={(event) => setChosen(event.currentTarget.value)}
          disabled={!ready}
        />
      )}
      <TextInput
        label={seat === "" ? words.exampleQuota : words.otherQuota}
        inputMode="decimal"
        value={quota}
        placeholder={seat === "" ? QUOTA_FIRST : ""}
        onChange={(event) => setQuota(event.currentTarget.value)}
      />
      {byDeal ? (
        <TextInput label={words.deals} inputMode="numeric" value={deals} onChange={(event) => setDeals(event.currentTarget.value)} />
      ) : null}
    </div>
  );
}

/** What is asked of the server; a quota or number that is none is left out. */
function askedFor(seat: string, quota: string, deals: string): CurvesAsked {
  const [participant, position] = seatOf(seat);
  const written = quota.replaceAll(/[\s,'’]/g, "");
  const known = /^\d{1,12}(\.\d{1,4})?$/.test(written) ? written : undefined;
  const quotaAsked = known ?? (participant === undefined ? QUOTA_FIRST : undefined);
  return {
    ...(participant === undefined || position === undefined ? {} : { participant, position }),
    ...(quotaAsked === undefined ? {} : { quota: quotaAsked }),
    ...(/^[1-9]\d?$/.test(deals) && deals !== "1" ? { deals } : {}),
  };
}

function seatOf(seat: string): readonly (string | undefined)[] {
  if (seat === "") return [];
  const parsed: unknown = JSON.parse(seat);
  return Array.isArray(parsed) ? parsed.map(String) : [];
}
