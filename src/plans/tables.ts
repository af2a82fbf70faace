import type { TableDefinition } from "../table/definition.ts";

/** Pay given or taken by hand. It belongs to the statement of the period of `calendar` in which `date` lies. */
export const adjustments: TableDefinition = {
  name: "adjustments",
  help: "Pay given or taken by hand, outside the plans, each with its reason",
  key: ["adjustment"],
  columns: [
    { name: "adjustment", type: "text", required: true, help: "Its id" },
    { name: "participant", type: "text", required: true, references: "people", help: "Whose pay" },
    { name: "set", type: "text", default: "default", help: "Plan set of the calculations that take it" },
    {
      name: "calendar",
      type: "text",
      required: true,
      help: "Calendar by which the statement is paid: month, quarter, year or a custom one",
    },
    { name: "date", type: "date", required: true, help: "A day of the statement's period" },
    { name: "amount", type: "amount", required: true, help: "Added to the pay; below zero: taken off" },
    { name: "currency", type: "currency", help: "Blank: the company's" },
    { name: "reason", type: "text", required: true, lengthMax: 500, help: "Why; it stands on the statement" },
  ],
};

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
