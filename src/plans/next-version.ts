import type { Plan } from "./plan.ts";

/** A draft of the version after one: the same rules under the next name, in force from the first of the month after the day. */
export function nextVersion<P extends Pick<Plan, "version" | "effective">>(plan: P, today: string): P {
  const after = plan.effective.from > today ? plan.effective.from : today;
  return { ...plan, version: nextName(plan.version), effective: { from: firstOfNextMonth(after), to: null } };
}

/** "2026.1" is followed by "2026.2"; a name that ends in no number by itself with one. */
function nextName(version: string): string {
  const [, stem = version, number] = /^(.*?)(\d+)$/s.exec(version) ?? [];
  return number === undefined ? `${version}-2` : `${stem}${String(Number(number) + 1).padStart(number.length, "0")}`;
}

function firstOfNextMonth(day: string): string {
  const [year = 0, month = 0] = day.split("-").map(Number);
  return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, "0")}-01`;
}
