import { Button, Checkbox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api, bodyOf } from "../../app/web/kit/client.ts";
import { FormMessage, TextField } from "../../app/web/kit/fields.tsx";
import { fieldOf, useSubmission } from "../../app/web/kit/form.ts";
import { JsonEditor } from "../../app/web/kit/json-editor.tsx";
import { Panel, Section } from "../../app/web/kit/page.tsx";
import { EmptyState, FailureState, LoadingState } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import { CurveChoice } from "./curve-choice.tsx";
import { PayoutCurve } from "./payout-curve.tsx";
import { PlanDifferences } from "./plan-differences.tsx";
import { planOffers } from "./plan-offers.ts";
import classes from "./plan.module.css";
import {
  type CurvesAsked,
  documentOf,
  draftCurvesQuery,
  type Plan,
  planCheckQuery,
  type PlanKey,
  planNamesQuery,
  planSchemaQuery,
} from "./queries.ts";

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

/** A plan as JSON: checked as one types, drawn as it would pay, compared with what it was, and published with a reason. */
export function PlanEditor({ planKey, before, start, basedOn }: PlanEditorProps) {
  const words = text.planEditor;
  const [written, setWritten] = useState(() => format(start));
  const [endBefore, setEndBefore] = useState(before !== undefined && basedOn === undefined);
  const [published, setPublished] = useState<Published>();
  const [settled] = useDebouncedValue(written, TYPING_PAUSE_MS);
  const schema = useQuery(planSchemaQuery).data;
  const names = useQuery(planNamesQuery).data;
  const check = useQuery({ ...planCheckQuery(settled, endBefore), placeholderData: (earlier) => earlier });
  if (published) return <PublishedPlan published={published} />;
  if (!schema || !names) return <LoadingState />;
  const problems = check.data?.problems ?? [];
  const errors = problems.filter(({ severity }) => severity === "error");
  const checked = settled === written && !check.isFetching && check.data !== undefined;
  const document = documentOf(written);
  return (
    <div className={classes["editor"]}>
      <div className={classes["bar"]}>
        <Button variant="default" disabled={document === undefined} onClick={() => setWritten(format(document))}>
          {words.format}
        </Button>
        <Button variant="default" disabled={written === format(start)} onClick={() => setWritten(format(start))}>
          {words.undoAll}
        </Button>
        <span className={classes["state"]} role="status" data-ok={checked ? errors.length === 0 : undefined}>
          {!checked ? words.checking : errors.length === 0 ? words.right : words.wrong(errors.length)}
        </span>
      </div>
      <JsonEditor
        label={words.label}
        value={written}
        onChange={setWritten}
        schema={schema}
        offers={planOffers(names)}
        problems={problems.map(({ pointer, message, fix, severity, line }) => ({
          place: pointer.slice(1).replaceAll("/", "."),
          message: text.planEditor.problem(line, message, fix),
          severity,
        }))}
      />
      <Section title={words.changes}>
        {before === undefined ? <EmptyState title={words.noBefore} /> : null}
        {before && document ? <PlanDifferences before={before} after={document} names={[before.version, words.here]} /> : null}
      </Section>
      <Preview
        {...(planKey === undefined ? {} : { planKey })}
        written={settled}
        ready={check.data?.ok === true && !check.isPlaceholderData}
      />
      <Publish
        written={written}
        ready={checked && errors.length === 0}
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
      {planKey === undefined ? null : (
        <CurveChoice
          planKey={planKey}
          byDeal={curves?.some(({ byDeal, points }) => byDeal && points.length > 0) ?? false}
          choose={setAsked}
        />
      )}
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
              <PayoutCurve curve={curve} deals={Number(asked.deals ?? "1")} />
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
  readonly basedOn: string | undefined;
  readonly endBefore: boolean;
  readonly setEndBefore: (end: boolean) => void;
  readonly published: (published: Published) => void;
};

function Publish({ written, ready, basedOn, endBefore, setEndBefore, published }: PublishProps) {
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
      for (const name of ["plan", "plans", "plan-curves", "plan-seats", "plan-check"]) await client.invalidateQueries({ queryKey: [name] });
      published(done);
    });
  };
  const failed = submission.failure?.problem?.errors?.filter(({ place }) => place.startsWith("body.document")) ?? [];
  return (
    <Section title={words.publish}>
      <Panel padded>
        <form onSubmit={send} className={classes["publish"]}>
          <TextField submission={submission} name="reason" label={words.reason} required maxLength={500} />
          <Checkbox label={words.endBefore} checked={endBefore} onChange={(event) => setEndBefore(event.currentTarget.checked)} />
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
