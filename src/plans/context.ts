import type { AttributeDeclarations } from "../table/definition.ts";
import type { Plan } from "./plan.ts";

/** What a plan is checked against. What is not known (undefined) is not checked. */
export type PlanContext = {
  readonly attributes: AttributeDeclarations;
  /** Names of the company's custom calendars. */
  readonly calendars: ReadonlySet<string>;
  readonly positions?: ReadonlySet<string>;
  /** Titles of the company's positions. */
  readonly titles?: ReadonlySet<string>;
  /** Names of the measures for which there are quota rows. */
  readonly quotas?: ReadonlySet<string>;
  /** The other plans of the company, for versions that overlap. */
  readonly others?: readonly Plan[];
};

const STANDARD_CALENDARS = ["month", "quarter", "year"] as const;

/** Calendars by which people can be paid. Windows of measures may also be `life`. */
export function calendarNames(context: PlanContext): string[] {
  return [...STANDARD_CALENDARS, ...context.calendars];
}
