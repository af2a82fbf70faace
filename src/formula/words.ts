import { formatDay } from "../calendar/day.ts";
import { formatExact } from "../money/decimal.ts";
import type { Expression } from "./expression.ts";
import type { Value } from "./value.ts";

/** How tightly words bind; a part that binds less than its place asks for stands in brackets. */
export const LOOSEST = 0;
export const CONDITION = 1;
export const SUM = 2;
export const FACTOR = 3;
export const TIGHTEST = 4;

export type Words = readonly [words: string, tightness: number];
/** Describes a part, in brackets where its words bind less than `tightness`. */
export type DescribePart = (expression: Expression, tightness: number) => string;

/** `participant.commissionRate` is "participant commission rate"; headers of files stay as they are. */
export function describeName(name: string): string {
  if (/[^A-Za-z0-9_.]/.test(name)) return name;
  return name
    .replace(/^transaction\./, "")
    .replaceAll(/([a-z0-9])([A-Z])(?=[a-z]|$)/g, (_, before: string, letter: string) => `${before} ${letter.toLowerCase()}`)
    .replaceAll(/[._]/g, " ");
}

export function describeConstant(value: Value): string {
  if (typeof value === "object") return grouped(formatExact(value));
  if (typeof value === "number") return formatDay(value);
  if (typeof value === "boolean") return value ? "true" : "false";
  return value === "" ? "blank" : value;
}

function grouped(decimal: string): string {
  const [whole = "", fraction] = decimal.split(".");
  return whole.replaceAll(/(?<=\d)(?=(?:\d{3})+$)/g, ",") + (fraction === undefined ? "" : `.${fraction}`);
}
