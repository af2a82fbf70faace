import type { TableDefinition } from "../table/definition.ts";

export const territories: TableDefinition = {
  name: "territories",
  help: "Territories and their hierarchy",
  key: ["territory"],
  attributesOf: "territory",
  columns: [
    { name: "territory", type: "text", required: true, help: "Code" },
    { name: "name", type: "text", help: "Name" },
    { name: "parent", type: "text", references: "territories", help: "The territory above" },
  ],
};

export const territoryAssignments: TableDefinition = {
  name: "territory-assignments",
  help: "Which seat covers which territory, when",
  key: ["territory", "position", "from"],
  columns: [
    { name: "territory", type: "text", required: true, references: "territories", help: "Which territory" },
    { name: "position", type: "text", required: true, references: "positions", help: "Which seat" },
    { name: "from", type: "date", help: "First day" },
    { name: "to", type: "date", help: "Day after the last; blank: open" },
  ],
};
