import type { TableDefinition } from "../table/definition.ts";

const FROM = { name: "from", type: "date", help: "First day" } as const;
const TO = { name: "to", type: "date", help: "Day after the last; blank: open" } as const;

export const people: TableDefinition = {
  name: "people",
  help: "Participants: the persons who are paid or lead those who are",
  key: ["participant"],
  attributesOf: "participant",
  columns: [
    { name: "participant", type: "text", required: true, help: "The source's id" },
    { name: "name", type: "text", required: true, help: "As written on the statement" },
    { name: "email", type: "text", help: "For sign-in" },
    { name: "hired", type: "date", help: "First day of employment; blank: always" },
    { name: "left", type: "date", help: "Day after the last day of employment; blank: still here" },
    { name: "currency", type: "currency", help: "Pay currency; blank: the company's" },
  ],
};

export const participantAttributes: TableDefinition = {
  name: "participant-attributes",
  help: "Dated values of participants' attributes, such as a personal rate",
  key: ["participant", "attribute", "from"],
  columns: [
    { name: "participant", type: "text", required: true, references: "people", help: "Whose" },
    { name: "attribute", type: "text", required: true, help: "A declared attribute of participants" },
    FROM,
    TO,
    { name: "value", type: "text", required: true, help: "In the attribute's type" },
  ],
};

export const positions: TableDefinition = {
  name: "positions",
  help: "Seats: quotas, credits, plans and reporting lines hang on them",
  key: ["position"],
  attributesOf: "position",
  columns: [
    { name: "position", type: "text", required: true, help: "The source's id" },
    { name: "title", type: "text", help: "Job title" },
    { name: "role", type: "text", help: "Role in the sales organisation" },
    { name: "parent", type: "text", references: "positions", help: "The seat above, undated; for dated ones use reporting-lines" },
  ],
};

export const positionAttributes: TableDefinition = {
  name: "position-attributes",
  help: "Dated values of positions' attributes",
  key: ["position", "attribute", "from"],
  columns: [
    { name: "position", type: "text", required: true, references: "positions", help: "Whose" },
    { name: "attribute", type: "text", required: true, help: "A declared attribute of positions" },
    FROM,
    TO,
    { name: "value", type: "text", required: true, help: "In the attribute's type" },
  ],
};

export const assignments: TableDefinition = {
  name: "assignments",
  help: "Who sits in which seat, when, with what share",
  key: ["participant", "position", "from"],
  columns: [
    { name: "participant", type: "text", required: true, references: "people", help: "Who" },
    { name: "position", type: "text", required: true, references: "positions", help: "Which seat" },
    FROM,
    TO,
    {
      name: "share",
      type: "percent",
      default: "100%",
      notNegative: true,
      help: "Share of the seat; the shares of one day sum to at most 100 %",
    },
  ],
};

export const reportingLines: TableDefinition = {
  name: "reporting-lines",
  help: "Which seat reports to which, when",
  key: ["position", "from"],
  columns: [
    { name: "position", type: "text", required: true, references: "positions", help: "The seat below" },
    { name: "parent", type: "text", required: true, references: "positions", help: "The seat above" },
    FROM,
    TO,
  ],
};
