import type { TableDefinition } from "../table/definition.ts";

export const windows: TableDefinition = {
  name: "windows",
  help: "Custom calendars: named windows of days",
  key: ["calendar", "window"],
  columns: [
    { name: "calendar", type: "text", required: true, help: "The calendar's name" },
    { name: "window", type: "text", required: true, help: "The window's name, such as W01" },
    { name: "from", type: "date", required: true, help: "First day" },
    { name: "to", type: "date", help: "Day after the last; blank: open" },
  ],
};

export const quotas: TableDefinition = {
  name: "quotas",
  help: "Targets of seats",
  key: ["position", "measure", "from"],
  columns: [
    { name: "position", type: "text", required: true, references: "positions", help: "Whose" },
    { name: "measure", type: "text", required: true, help: "The quota's name that plans refer to" },
    { name: "from", type: "date", required: true, help: "First day" },
    { name: "to", type: "date", help: "Day after the last; blank with a calendar: that of the calendar's period which starts on `from`" },
    { name: "calendar", type: "text", help: "Calendar whose period the quota is for" },
    { name: "amount", type: "amount", required: true, help: "The target" },
    { name: "currency", type: "currency", help: "Of a target in money; blank: the company's for money, none for units" },
  ],
};
