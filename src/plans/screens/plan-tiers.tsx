import { ActionIcon, Button, NativeSelect, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import table from "../../app/web/kit/table.module.css";
import { text } from "../../app/web/kit/text.ts";
import { type FormTier, type PlanForm, typedNumber, withoutTier, withTier } from "../form/form.ts";
import classes from "./plan-form.module.css";

type PlanTiersProps = { readonly form: PlanForm; readonly change: (part: Partial<PlanForm>) => void };

/** The rates of a plan as a small table: from where on, how much. */
export function PlanTiers({ form, change }: PlanTiersProps) {
  const words = text.planForm;
  const { tiers, quota, unit, currency, whole } = form;
  const fromTitle = quota === null ? words.fromAmount(unit === "money" ? currency : "") : words.fromPercent;
  const rateTitle = unit === "money" ? words.rate : words.ratePerUnit(currency);
  const set = (index: number, part: Partial<FormTier>) =>
    change({ tiers: tiers.map((tier, place) => (place === index ? { ...tier, ...part } : tier)) });
  return (
    <fieldset className={classes["group"]}>
      <legend>{words.tiers}</legend>
      <table className={`${table["table"] ?? ""} ${classes["tiers"] ?? ""}`}>
        <thead>
          <tr>
            <th scope="col">{fromTitle}</th>
            <th scope="col">{rateTitle}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {tiers.map((tier, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- a tier has no name but its place
            <tr key={index}>
              <td>
                <TextInput
                  aria-label={words.tierFrom(index + 1, fromTitle)}
                  inputMode="decimal"
                  value={tier.from}
                  readOnly={index === 0}
                  variant={index === 0 ? "unstyled" : "default"}
                  onChange={(event) => set(index, { from: typedNumber(event.currentTarget.value) })}
                />
              </td>
              <td>
                <TextInput
                  aria-label={words.tierRate(index + 1, rateTitle)}
                  inputMode="decimal"
                  value={tier.rate}
                  onChange={(event) => set(index, { rate: typedNumber(event.currentTarget.value) })}
                />
              </td>
              <td>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={words.removeTier(index + 1)}
                  disabled={tiers.length === 1}
                  onClick={() => change({ tiers: withoutTier(tiers, index), ...(tiers.length === 2 && { whole: false }) })}
                >
                  <IconX size={16} stroke={1.7} aria-hidden="true" />
                </ActionIcon>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={classes["checks"]}>
        <Button variant="default" onClick={() => change({ tiers: withTier(form) })}>
          {words.addTier}
        </Button>
        {tiers.length > 1 ? (
          <NativeSelect
            aria-label={words.whole}
            value={String(whole)}
            data={[
              { value: "false", label: words.eachPart },
              { value: "true", label: words.wholeAmount },
            ]}
            onChange={(event) => change({ whole: event.currentTarget.value === "true" })}
          />
        ) : null}
      </div>
    </fieldset>
  );
}
