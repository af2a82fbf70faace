import * as z from "zod";
import { OPEN_END, parseDay } from "../calendar/day.ts";
import type { Period } from "../calendar/period.ts";
import { isCurrency, minorDigits } from "../money/currency.ts";
import type { Rounding } from "../plans/plan.ts";
import type { PlanProblem } from "../plans/problem.ts";
import { shapeProblems } from "../plans/shape-problems.ts";
import { ATTRIBUTE_OWNERS, type AttributeDeclarations, VALUE_TYPES } from "../table/definition.ts";
import { isBusinessDate } from "../table/parse-date.ts";
import type { Cell, Row } from "../table/row.ts";

const attributeName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,59}$/, "an attribute's name starts with a letter and has letters, digits and _")
  .refine((name) => name !== "constructor" && name !== "prototype", "this name is reserved");
const day = z
  .string()
  .refine((text) => parseDay(text) !== undefined, "a date is written YYYY-MM-DD and must exist")
  .refine((text) => isBusinessDate(parseDay(text) ?? 0), "dates lie from 1900-01-01 to 2199-12-31; an open end is null");
const label = z.string().min(1).max(200);
const calendarWindow = z.strictObject({ name: label, from: day, to: day.nullable().optional() });

/** The shape of company.json; docs/company.schema.json is generated from it. */
export const companyShape = z
  .strictObject({
    name: label,
    currency: z.string().refine(isCurrency, "a currency is a code of ISO 4217 such as USD"),
    fiscalYearStartMonth: z.int().min(1).max(12).optional().meta({ description: "1 to 12; default 1" }),
    rounding: z
      .strictObject({ at: z.enum(["line", "window", "statement", "plan"]), mode: z.enum(["half-up", "half-even"]) })
      .optional()
      .meta({ description: "Where and how pay is rounded unless a plan says otherwise; default window, half-up" }),
    amountDigits: z.int().min(0).max(6).optional().meta({ description: "Decimals kept of what was sold; default those of the currency" }),
    attributes: z
      .partialRecord(z.enum(ATTRIBUTE_OWNERS), z.record(attributeName, z.enum(VALUE_TYPES)))
      .optional()
      .meta({ description: "Declared attributes by owner and name" }),
    calendars: z
      .record(
        z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, "a calendar's name has small letters, digits and -"),
        z.array(calendarWindow).min(1),
      )
      .optional()
      .meta({ description: "Custom calendars: windows [from, to) by name; only the last may be open" }),
  })
  .meta({ id: "company" });

/** How pay is rounded where neither plan nor company says it. */
export const ROUNDING_USUAL: Rounding = { at: "window", mode: "half-up" };

/** What a company declares about itself; the same in company.json, in a mapping's company section and in the database. */
export type CompanyDocument = {
  readonly name: string;
  readonly currency: string;
  readonly fiscalYearStartMonth: number;
  readonly rounding: Rounding;
  readonly amountDigits: number;
  readonly attributes: AttributeDeclarations;
};

/** The document, and its custom calendars as rows of the table `windows`. */
export type ReadCompany = { readonly document: CompanyDocument; readonly windows: readonly Row[] };

/** Reads a parsed company.json. Every problem names its path and the fix. */
export function readCompanyDocument(
  json: unknown,
): { readonly ok: true; readonly company: ReadCompany } | { readonly ok: false; readonly problems: readonly PlanProblem[] } {
  const parsed = companyShape.safeParse(json, { reportInput: true });
  if (!parsed.success) return { ok: false, problems: shapeProblems(companyShape, json, parsed.error.issues) };
  const {
    name,
    currency,
    fiscalYearStartMonth = 1,
    rounding = ROUNDING_USUAL,
    amountDigits = minorDigits(currency),
    attributes = {},
    calendars = {},
  } = parsed.data;
  const declarations: AttributeDeclarations = new Map(
    ATTRIBUTE_OWNERS.map((owner) => [owner, new Map(Object.entries(attributes[owner] ?? {}))]),
  );
  const periods = Object.entries(calendars).map(([calendar, list]) => ({ calendar, windows: list.map(periodOf) }));
  const problems = periods.flatMap((custom) => windowProblems(custom.calendar, custom.windows));
  if (problems.length > 0) return { ok: false, problems };
  const windows = periods.flatMap((custom) => custom.windows.map((window) => windowRow(custom.calendar, window)));
  return {
    ok: true,
    company: { document: { name, currency, fiscalYearStartMonth, rounding, amountDigits, attributes: declarations }, windows },
  };
}

function periodOf({ name, from, to }: z.infer<typeof calendarWindow>): Period {
  return { name, from: parseDay(from) ?? OPEN_END, to: parseDay(to ?? "") ?? OPEN_END };
}

function windowRow(calendar: string, { name, from, to }: Period): Row {
  const row = new Map<string, Cell>([
    ["calendar", calendar],
    ["window", name],
    ["from", from],
  ]);
  return to === OPEN_END ? row : row.set("to", to);
}

/** Windows stand in order and do not overlap. */
function windowProblems(calendar: string, windows: readonly Period[]): PlanProblem[] {
  return windows.flatMap((window, index) => {
    const path = `calendars.${calendar}[${index}]`;
    if (window.to <= window.from)
      return [
        { severity: "error" as const, path, message: `${window.name} ends before it begins.`, fix: "`to` is the day after the last." },
      ];
    const next = windows[index + 1];
    if (next && next.from < window.to)
      return [
        {
          severity: "error" as const,
          path,
          message: `${window.name} and ${next.name} overlap.`,
          fix: "List windows in order; `to` is the day after the last, which may be the next one's `from`.",
        },
      ];
    return windows.some((other, at) => at < index && other.name === window.name)
      ? [{ severity: "error" as const, path, message: `${window.name} stands twice.`, fix: "Name each window once." }]
      : [];
  });
}

/** The document as JSON, the inverse of `readCompanyDocument` but for calendars, which are rows. */
export function companyJson(document: CompanyDocument): Record<string, unknown> {
  const attributes = Object.fromEntries(
    [...document.attributes].filter(([, declared]) => declared.size > 0).map(([owner, declared]) => [owner, Object.fromEntries(declared)]),
  );
  const { name, currency, fiscalYearStartMonth, rounding, amountDigits } = document;
  return { name, currency, fiscalYearStartMonth, rounding, amountDigits, attributes };
}
