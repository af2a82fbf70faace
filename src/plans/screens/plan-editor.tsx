import { Button, Checkbox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api, bodyOf } from "../../app/web/kit/client.ts";
import { FormMessage, TextField } from "../../app/web/kit/fields.tsx";
import { fieldOf, useSubmission } from "../../app/web/kit/form.ts";
import { Panel, Section } from "../../app/web/kit/page.tsx";
import { EmptyState, FailureState, LoadingState } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import { CurveChoice } from "./curve-choice.tsx";
import { PayoutCurve } from "./payout-curve.tsx";
import type { PlanForm } from "../form/form.ts";
import { planIdOf } from "../form/plan-id.ts";
import { formOf } from "../form/read.ts";
import { planOf } from "../form/write.ts";
import { PlanDifferences } from "./plan-differences.tsx";
import { PlanFormFields } from "./plan-form.tsx";
import { PlanIntakeSection } from "./plan-intake.tsx";
import { PlanText } from "./plan-text.tsx";
import classes from "./plan.module.css";
import { type CurvesAsked, documentOf, draftCurvesQuery, type Plan, planCheckQuery, type PlanKey, planChoicesQuery } from "./queries.ts";

const TYPING_PAUSE_MS = 500;

type PlanEditorProps = {
  /** The plan that is edited, or the one before a new version; none for a first plan. */
  readonly planKey?: PlanKey;
  readonly before?: Plan;
  readonly start: Plan;
  /** The hash of what was read, where that version itself is changed. */
  readonly basedOn?: string;
};
type Published = { readonly plan: string; readonly version: string; readonly set: string; readonly change: number };

/** A plan as a form, or as JSON where it says more: checked as one types, drawn as it would pay, compared with what it was, and published with a reason. */
export function PlanEditor({ planKey, before, start, basedOn }: PlanEditorProps) {
  const words = text.planEditor;
  const [written, setWritten] = useState(() => format(start));
  const [endBefore, setEndBefore] = useState(before !== undefined && basedOn === undefined);
  const [published, setPublished] = useState<Published>();
  const [settled] = useDebouncedValue(written, TYPING_PAUSE_MS);
  const choices = useQuery(planChoicesQuery).data;
  const check = useQuery({ ...planCheckQuery(settled, endBefore), placeholderData: (earlier) => earlier });
  if (published) return <PublishedPlan published={published} />;
  if (!choices) return <LoadingState />;
  const problems = check.data?.problems ?? [];
  const errors = problems.filter(({ severity }) => severity === "error");
  const checked = settled === written && !check.isFetching && check.data !== undefined;
  const ready = check.data?.ok === true && !check.isPlaceholderData;
  const document = documentOf(written);
  const form = formOf(document);
  // Until it is published a plan is called by its name; afterwards its id stays, whatever it is called.
  const named = (part: Partial<PlanForm>): Partial<PlanForm> =>
    before === undefined && part.name !== undefined ? { ...part, plan: planIdOf(part.name, choices.plans) } : part;
  return (
    <div className={classes["editor"]}>
      {form ? (
        <PlanFormFields form={form} choices={choices} change={(part) => setWritten(format(planOf({ ...form, ...named(part) })))} />
      ) : (
        <EmptyState title={document === undefined ? words.noDocument : words.noForm}>{words.noFormFix}</EmptyState>
      )}
      <div className={classes["bar"]}>
        <Button variant="default" disabled={written === format(start)} onClick={() => setWritten(format(start))}>
          {before === undefined ? words.startAgain : words.undoAll}
        </Button>
        <span className={classes["state"]} role="status" data-ok={checked ? errors.length === 0 : undefined}>
          {!checked ? words.checking : errors.length === 0 ? words.right : words.wrong(errors.length)}
        </span>
      </div>
      <PlanText written={written} setWritten={setWritten} problems={problems} isMaster={form === undefined} />
      <PlanIntakeSection written={settled} ready={ready} />
      <Preview {...(planKey === undefined ? {} : { planKey })} written={settled} ready={ready} />
      {before && document ? (
        <Section title={words.changes}>
          <PlanDifferences before={before} after={document} names={[before.version, words.here]} />
        </Section>
      ) : null}
      <Publish
        written={written}
        ready={checked && errors.length === 0}
        isFirst={before === undefined}
        basedOn={basedOn}
        endBefore={endBefore}
        setEndBefore={setEndBefore}
        published={setPublished}
      />
    </div>
  );
}

function format(document: unknown): string {
  return JSON.stringify(document, null, 2);
}

type PreviewProps = { readonly planKey?: PlanKey; readonly written: string; readonly ready: boolean };

/** What the text would pay over attainment; while it is wrong, what the last right one would. */
function Preview({ planKey, written, ready }: PreviewProps) {
  const words = text.planEditor;
  const [asked, setAsked] = useState<CurvesAsked>({ quota: "100000" });
  const drawn = useQuery({ ...draftCurvesQuery(written, asked), enabled: ready, placeholderData: (earlier) => earlier });
  const curves = drawn.data;
  return (
    <Section title={words.curves}>
      <CurveChoice
        {...(planKey === undefined ? {} : { planKey })}
        byDeal={curves?.some(({ byDeal, points }) => byDeal && points.length > 0) ?? false}
        choose={setAsked}
      />
      {drawn.isError ? <FailureState error={drawn.error} retry={() => void drawn.refetch()} /> : null}
      {curves === undefined ? (
        drawn.isFetching ? (
          <LoadingState />
        ) : (
          <EmptyState title={words.curvesFix} />
        )
      ) : (
        <div className={classes["previews"]}>
          {curves.map((curve) => (
            <div key={curve.component} className={classes["preview"]}>
              {curve.points.length === 0 ? <h3 className={classes["name"]}>{curve.label}</h3> : null}
              <PayoutCurve curve={curve} asked={asked} />
            </div>
          ))}
        </div>
      )}
    </Section>
  );
}

type PublishProps = {
  readonly written: string;
  readonly ready: boolean;
  readonly isFirst: boolean;
  readonly basedOn: string | undefined;
  readonly endBefore: boolean;
  readonly setEndBefore: (end: boolean) => void;
  readonly published: (published: Published) => void;
};

function Publish({ written, ready, isFirst, basedOn, endBefore, setEndBefore, published }: PublishProps) {
  const words = text.planEditor;
  const submission = useSubmission();
  const client = useQueryClient();
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = fieldOf(new FormData(event.currentTarget), "reason");
    const document = documentOf(written);
    if (document === undefined) return;
    void submission.submit(async () => {
      const json = { document, reason, endBefore, ...(basedOn === undefined ? {} : { basedOn }) };
      const done = await bodyOf(api.plans.$post({ json }));
      for (const name of ["plan", "plans", "plan-curves", "plan-seats", "plan-check", "plan-choices", "first-steps"])
        await client.invalidateQueries({ queryKey: [name] });
      published(done);
    });
  };
  const failed = submission.failure?.problem?.errors?.filter(({ place }) => place.startsWith("body.document")) ?? [];
  return (
    <Section title={words.publish}>
      <Panel padded>
        <form onSubmit={send} className={classes["publish"]}>
          <TextField
            submission={submission}
            name="reason"
            label={words.reason}
            defaultValue={isFirst ? words.firstReason : ""}
            required
            maxLength={500}
          />
          {isFirst ? null : (
            <Checkbox label={words.endBefore} checked={endBefore} onChange={(event) => setEndBefore(event.currentTarget.checked)} />
          )}
          <FormMessage submission={submission} />
          {failed.map(({ place, message }) => (
            <p key={place} role="alert" className={classes["cliff"]}>
              {message}
            </p>
          ))}
          <div>
            <Button type="submit" loading={submission.pending} disabled={!ready}>
              {words.publish}
            </Button>
          </div>
        </form>
      </Panel>
    </Section>
  );
}

/** What comes next: nothing is paid by a plan before it is calculated. */
function PublishedPlan({ published: { plan, version, set, change } }: { readonly published: Published }) {
  const words = text.planEditor;
  return (
    <EmptyState
      title={words.publishedTitle}
      action={
        <div className={classes["bar"]}>
          <Button className={classes["link"] ?? ""} renderRoot={(props) => <Link to="/calculations" {...props} />}>
            {words.calculate}
          </Button>
          <Button
            variant="default"
            className={classes["link"] ?? ""}
            renderRoot={(props) => (
              <Link to="/plans/$plan/$version" params={{ plan, version }} search={set === "default" ? {} : { set }} {...props} />
            )}
          >
            {words.toPlan}
          </Button>
        </div>
      }
    >
      {words.published(change)}. {words.next}
    </EmptyState>
  );
}
