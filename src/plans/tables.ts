import type { TableDefinition } from "../table/definition.ts";

export const planAssignments: TableDefinition = {
  name: "plan-assignments",
  help: "Seats listed on a plan by date (plans whose `assigned` says listed)",
  key: ["plan", "position", "from"],
  columns: [
    { name: "plan", type: "text", required: true, help: "The plan's id" },
    { name: "position", type: "text", required: true, references: "positions", help: "Which seat" },
    { name: "from", type: "date", help: "First day" },
    { name: "to", type: "date", help: "Day after the last; blank: open" },
  ],
};
