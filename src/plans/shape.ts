import * as z from "zod";
import { parseDay } from "../calendar/day.ts";

/**
 * The shape of a plan document: which fields exist and of what JSON type. docs/plan.schema.json is generated from it.
 * Strict everywhere, so that a misspelt field is refused rather than ignored.
 * What the fields mean together (references, tiers, formulas) is checked in ./checks.
 */
const LENGTH_MAX = 200;
const RESERVED_NAMES = new Set(["__proto__", "constructor", "prototype"]);

const text = z.string().min(1).max(LENGTH_MAX);
const formula = z
  .string()
  .min(1)
  .max(2000)
  .meta({ id: "formula", description: 'A formula in Excel syntax as text, such as "5%" or "participant.commissionRate * 1.5"' });
const name = z
  .string()
  .regex(/^[^\s\p{C}](?:[^\p{C}]*[^\s\p{C}])?$/u, "a name has no control characters and no blanks at its ends")
  .max(LENGTH_MAX)
  .refine((value) => !RESERVED_NAMES.has(value), "this name is reserved by JavaScript and would mislead programs that read statements")
  .meta({ id: "name" });
const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "a date is written YYYY-MM-DD")
  .refine((value) => parseDay(value) !== undefined, "no such day exists")
  .meta({ id: "date", description: "YYYY-MM-DD" });

const rounding = z
  .strictObject({ at: z.enum(["line", "window", "statement", "plan"]), mode: z.enum(["half-up", "half-even"]) })
  .meta({ id: "rounding" });
const bound = z.strictObject({ amount: formula, window: name }).meta({ id: "planBound" });

const assigned = z
  .strictObject({
    positions: z.array(text).min(1).exactOptional(),
    titles: z.array(text).min(1).exactOptional(),
    where: formula.exactOptional(),
    listed: z.literal(true).exactOptional(),
    from: date.exactOptional(),
    to: date.exactOptional(),
  })
  .meta({ id: "assigned" });

const creditCommon = {
  name,
  where: formula.exactOptional(),
  date: z.enum(["date", "orderDate", "invoiceDate", "paymentDate"]).exactOptional(),
  priority: z.int().min(-1000).max(1000).exactOptional(),
};
const creditRule = z
  .discriminatedUnion("kind", [
    z.strictObject({ ...creditCommon, kind: z.literal("direct") }),
    z.strictObject({ ...creditCommon, kind: z.literal("split") }),
    z.strictObject({
      ...creditCommon,
      kind: z.literal("overlay"),
      positions: z.array(text).min(1).exactOptional(),
      role: text.exactOptional(),
      share: formula.exactOptional(),
    }),
    z.strictObject({
      ...creditCommon,
      kind: z.literal("roll-up"),
      levels: z.int().min(1).max(100).exactOptional(),
      basis: z.enum(["gross", "residual"]).exactOptional(),
    }),
  ])
  .meta({ id: "creditRule" });

const measure = z
  .strictObject({
    name,
    credits: z.array(name).min(1),
    of: name,
    where: formula.exactOptional(),
    window: name,
    quota: name.exactOptional(),
  })
  .meta({ id: "measure" });

const gate = z
  .strictObject({ measure: name.exactOptional(), at: formula, pays: z.enum(["from-first-unit", "above-gate"]) })
  .meta({ id: "gate" });
const tier = z.strictObject({ from: formula, to: formula.nullable(), rate: formula }).meta({ id: "tier" });
const tiers = z.array(tier).min(1).max(1000);

const componentCommon = {
  name,
  label: text.exactOptional(),
  measure: name,
  where: formula.exactOptional(),
  gate: gate.exactOptional(),
  dealCap: formula.exactOptional(),
  dealFloor: formula.exactOptional(),
  cap: formula.exactOptional(),
  floor: formula.exactOptional(),
  rounding: rounding.exactOptional(),
  payPeriod: name.exactOptional(),
  clause: text.exactOptional(),
};
const component = z
  .discriminatedUnion("kind", [
    z.strictObject({ ...componentCommon, kind: z.literal("flat"), rate: formula, upTo: formula.exactOptional() }),
    z.strictObject({ ...componentCommon, kind: z.literal("per-unit"), amount: formula, upTo: formula.exactOptional() }),
    z.strictObject({ ...componentCommon, kind: z.literal("marginal-tiers"), tiers }),
    z.strictObject({ ...componentCommon, kind: z.literal("whole-amount-tiers"), tiers }),
    z.strictObject({ ...componentCommon, kind: z.literal("accelerator"), above: formula, rate: formula, multiplier: formula }),
    z.strictObject({ ...componentCommon, kind: z.literal("bonus"), at: formula, amount: formula }),
    z.strictObject({ ...componentCommon, kind: z.literal("spiff"), amount: formula, bySplit: z.boolean().exactOptional() }),
  ])
  .meta({ id: "component" });

/** Reads a plan document into the type `Plan`; applies the defaults of `set` and `effective.to`. */
export const planShape = z
  .strictObject({
    plan: z
      .string()
      .max(LENGTH_MAX)
      .regex(/^[a-z0-9][a-z0-9-]*$/, "an id has small letters, digits and hyphens, and starts with a letter or digit"),
    version: text,
    name: text,
    set: name.default("default"),
    effective: z.strictObject({ from: date, to: date.nullable().default(null) }),
    currency: z.string().regex(/^[A-Z]{3}$/, "a currency is three capital letters (ISO 4217)"),
    payPeriod: name,
    assigned: z.array(assigned).min(1),
    credits: z.array(creditRule).min(1).max(200),
    measures: z.array(measure).min(1).max(200),
    components: z.array(component).min(1).max(200),
    cap: bound.exactOptional(),
    floor: bound.exactOptional(),
    rounding: rounding.exactOptional(),
    text: z.string().max(1_000_000).exactOptional(),
  })
  .meta({ title: "Attain plan", description: "See docs/plan-language.md" });

/** JSON Schema (draft 2020-12) of a plan document as written, for editors and other programs. */
export function planJsonSchema(): unknown {
  return z.toJSONSchema(planShape, { io: "input" });
}

/** The schema as docs/plan.schema.json holds it. */
export function planSchemaText(): string {
  return `${JSON.stringify(planJsonSchema(), null, 2)}\n`;
}
