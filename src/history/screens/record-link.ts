import type { LinkProps } from "@tanstack/react-router";
import type { Version } from "../differences.ts";
import type { KeptTableName } from "../tables.ts";

/** Where the record that a row belongs to has its page; undefined where it has none. */
export function recordLink(row: {
  readonly table: KeptTableName;
  readonly before: Version | null;
  readonly after: Version | null;
}): LinkProps | undefined {
  const value = (name: string) => {
    const found = (row.after ?? row.before)?.[name];
    return typeof found === "string" ? found : "";
  };
  switch (row.table) {
    case "people":
    case "people_personal":
    case "participant_attributes":
      return { to: "/people/$participant", params: { participant: value("participant") } };
    case "positions":
    case "position_attributes":
    case "reporting_lines":
    case "assignments":
    case "quotas":
    case "plan_assignments":
      return { to: "/positions/$position", params: { position: value("position") } };
    case "transactions":
    case "splits":
      return {
        to: "/transactions/$source/$transaction/$line",
        params: { source: value("source"), transaction: value("transaction"), line: value("line") },
      };
    default:
      return undefined;
  }
}
