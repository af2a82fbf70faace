import { assignments, participantAttributes, people, positionAttributes, positions, reportingLines } from "../people/tables.ts";
import { adjustments, planAssignments } from "../plans/tables.ts";
import { quotas, windows } from "../quotas/tables.ts";
import type { TableDefinition } from "../table/definition.ts";
import { territories, territoryAssignments } from "../territories/tables.ts";
import { activities, customers, opportunities, products, splits, stageHistory, transactions } from "../transactions/tables.ts";

/** Tables of dated facts to which nothing else refers: a file may replace one as a whole. */
export const REPLACEABLE: readonly string[] = [
  participantAttributes,
  positionAttributes,
  reportingLines,
  assignments,
  territoryAssignments,
  quotas,
  planAssignments,
].map(({ name }) => name);

/** Every table of a company folder, in the order in which references resolve. */
export const TABLES: readonly TableDefinition[] = [
  windows,
  territories,
  people,
  participantAttributes,
  positions,
  positionAttributes,
  reportingLines,
  assignments,
  territoryAssignments,
  customers,
  products,
  quotas,
  planAssignments,
  adjustments,
  transactions,
  splits,
  opportunities,
  stageHistory,
  activities,
];
