import { text } from "../../../app/web/kit/text.ts";

/** What a dispute is about, in words: a transaction, a component, or the whole statement. */
export function aboutOf(about: {
  readonly component: string | null;
  readonly transaction: string | null;
  readonly line: string | null;
}): string {
  if (about.component === null) return text.disputes.whole;
  const component = about.component === "adjustment" ? text.adjustments.title : text.statement.measure(about.component);
  return about.transaction === null ? component : `${component} · ${text.line.name(about.transaction, about.line ?? "1")}`;
}
