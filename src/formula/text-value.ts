import { formatDay } from "../calendar/day.ts";
import { formatExact } from "../money/decimal.ts";
import { TEXT_LENGTH_MAX } from "./limits.ts";
import { Failure, type Outcome } from "./outcome.ts";
import type { Value } from "./value.ts";

/** Characters as people count them: one beyond the basic plane is one, not two. */
export function split(text: string): string[] {
  return Array.from(text);
}

/** The parts joined, or a failure when the text gets too long. */
export function limitedText(parts: readonly string[], separator = ""): Outcome {
  const length = parts.reduce((sum, part) => sum + part.length, separator.length * Math.max(0, parts.length - 1));
  if (length > TEXT_LENGTH_MAX)
    return new Failure("text-too-long", `The text would have ${length} characters; at most ${TEXT_LENGTH_MAX} are kept.`);
  return parts.join(separator);
}

const DECIMALS_MAX = 15;

/** What `&` writes: a number as plain decimal (15 decimals at most), a date as 2024-02-29. */
export function textOf(value: Value): string {
  if (typeof value === "object") return formatExact(value, DECIMALS_MAX).replace("≈", "");
  if (typeof value === "number") return formatDay(value);
  return String(value);
}
