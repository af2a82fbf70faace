import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { Panel } from "../../app/web/kit/page.tsx";
import { text } from "../../app/web/kit/text.ts";
import { CREDIT_KINDS, type PlanForm, withCredit } from "../form/form.ts";
import { PlanTiers } from "./plan-tiers.tsx";
import classes from "./plan-form.module.css";
import type { PlanChoices } from "./queries.ts";
import { WhoItTakes } from "./who-it-takes.tsx";

type PlanFormProps = {
  readonly form: PlanForm;
  readonly choices: PlanChoices;
  readonly change: (part: Partial<PlanForm>) => void;
};

/** A plan as a form: who it is for, what is paid on, and at which rates. Every change writes the document anew. */
export function PlanFormFields({ form, choices, change }: PlanFormProps) {
  const words = text.planForm;
  const windows = withOwn(choices.calendars, form.window).map((name) => ({ value: name, label: words.calendar(name) }));
  const periods = withOwn(choices.calendars, form.payPeriod).map((name) => ({ value: name, label: words.calendar(name) }));
  const measured = withOwn(
    choices.measured.map(({ name }) => name),
    form.of,
  );
  const quotas = withOwn(
    choices.quotas.map(({ name }) => name),
    ...(form.quota === null ? [] : [form.quota]),
  );
  return (
    <Panel padded>
      <div className={classes["form"]}>
        <div className={classes["row"]}>
          <TextInput
            label={words.name}
            value={form.name}
            maxLength={200}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <TextInput label={words.from} type="date" value={form.from} onChange={(event) => change({ from: event.currentTarget.value })} />
          <TextInput
            label={words.currency}
            value={form.currency}
            maxLength={3}
            onChange={(event) => change({ currency: event.currentTarget.value.toUpperCase() })}
          />
        </div>
        <WhoItTakes takes={form.takes} choices={choices} change={(takes) => change({ takes })} />
        <fieldset className={classes["group"]}>
          <legend>{words.credits}</legend>
          <div className={classes["checks"]}>
            {CREDIT_KINDS.map((kind) => (
              <Checkbox
                key={kind}
                label={words.creditKinds[kind]}
                checked={form.credits.some((credit) => credit.kind === kind)}
                onChange={(event) => change({ credits: withCredit(form.credits, kind, event.currentTarget.checked) })}
              />
            ))}
          </div>
        </fieldset>
        <div className={classes["row"]}>
          <NativeSelect
            label={words.of}
            value={form.of}
            data={measured.map((name) => ({ value: name, label: words.measured(name) }))}
            onChange={(event) => {
              const of = event.currentTarget.value;
              change({ of, unit: choices.measured.find(({ name }) => name === of)?.unit ?? form.unit });
            }}
          />
          <NativeSelect
            label={words.quota}
            value={form.quota ?? ""}
            data={[{ value: "", label: words.noQuota }, ...quotas]}
            onChange={(event) => change(quotaChosen(form, choices, event.currentTarget.value))}
          />
          <NativeSelect
            label={words.window}
            value={form.window}
            data={windows}
            onChange={(event) => change({ window: event.currentTarget.value })}
          />
          <NativeSelect
            label={words.payPeriod}
            value={form.payPeriod}
            data={periods}
            onChange={(event) => change({ payPeriod: event.currentTarget.value })}
          />
        </div>
        <PlanTiers form={form} change={change} />
      </div>
    </Panel>
  );
}

/** The names that there are, and the document's own where it is none of them: the checks say so. */
function withOwn(names: readonly string[], ...own: readonly string[]): string[] {
  return [...new Set([...names, ...own])];
}

/** Another quota is measured over its own calendar; edges that were percentages of one are no amounts without it. */
function quotaChosen(form: PlanForm, choices: PlanChoices, name: string): Partial<PlanForm> {
  const quota = name === "" ? null : name;
  const calendar = choices.quotas.find((each) => each.name === quota)?.calendar ?? form.window;
  if ((quota === null) === (form.quota === null)) return { quota, window: calendar };
  return { quota, window: calendar, tiers: form.tiers.slice(0, 1) };
}
