import type { AttributeDeclarations, ValueType } from "../table/definition.ts";
import type { Measure, Plan } from "./plan.ts";

/** What can be measured without declaring an attribute. */
export const MEASURED = ["amount", "margin", "quantity", "count", "customers"] as const;

/** Whether a measure counts money of the plan's currency or units. */
export const MEASURE_UNITS = ["money", "units"] as const;
export type MeasureUnit = (typeof MEASURE_UNITS)[number];

/** The unit of a measure's values; undefined when `of` names nothing that can be measured. */
export function measureUnit(measure: Measure, attributes: AttributeDeclarations): MeasureUnit | undefined {
  if (measure.of === "amount" || measure.of === "margin") return "money";
  if (measure.of === "quantity" || measure.of === "count" || measure.of === "customers") return "units";
  const type = attributes.get("transaction")?.get(measure.of);
  if (type === "Money") return "money";
  return type === "Number" || type === "Percent" ? "units" : undefined;
}

/** Everything `of` may name in this company. */
export function measurable(attributes: AttributeDeclarations): string[] {
  const numeric: readonly ValueType[] = ["Money", "Number", "Percent"];
  const declared = [...(attributes.get("transaction") ?? [])].filter(([, type]) => numeric.includes(type)).map(([name]) => name);
  return [...MEASURED, ...declared];
}

export function measureNamed(plan: Plan, name: string): Measure | undefined {
  return plan.measures.find((measure) => measure.name === name);
}
