import { inChunks } from "../../table/chunks.ts";
import { BLANK_DAY } from "../../table/column.ts";
import { outcomeOf } from "../evaluate.ts";
import type { Expression } from "../expression.ts";
import { fillComparison } from "./comparison.ts";
import { keyedTable } from "./keyed.ts";
import { FALSE, gatherMask, maskValue, NO_VALUE, TRUE } from "./result.ts";
import { columnsOf, constantOutcome, rowLookup, type Sources } from "./source.ts";

/** Writes a condition's value for rows 0 to out.length - 1: 1 TRUE, 0 FALSE, 2 no value. */
export function fillMask(expression: Expression, sources: Sources, out: Uint8Array): void {
  if (columnsOf(expression, sources).length === 0) {
    out.fill(maskValue(constantOutcome(expression, sources)));
    return;
  }
  if (fillDirect(expression, sources, out)) return;
  const keyed = keyedTable(expression, sources, out.length);
  if (keyed?.table.type === "boolean") {
    gatherMask(keyed.table.values, keyed.slots, keyed.offset, out);
    return;
  }
  if (fillCombined(expression, sources, out)) return;
  fillByRow(expression, sources, out);
}

/** Conditions that one loop over typed arrays decides. */
function fillDirect(expression: Expression, sources: Sources, out: Uint8Array): boolean {
  if (expression.kind === "comparison") return fillComparison(expression, sources, out);
  if (expression.kind === "name") {
    const column = sources.get(expression.name);
    if (column?.type === "boolean") out.set(column.values.subarray(0, out.length));
    return column?.type === "boolean";
  }
  return expression.kind === "call" && expression.definition.name === "ISBLANK" && fillIsBlank(expression.arguments[0], sources, out);
}

function fillIsBlank(value: Expression | undefined, sources: Sources, out: Uint8Array): boolean {
  const column = value?.kind === "name" ? sources.get(value.name) : undefined;
  if (column?.type === "number") {
    for (let row = 0; row < out.length; row++) out[row] = Number.isNaN(column.values[row]) ? TRUE : FALSE;
    for (const row of column.wide?.keys() ?? []) if (row < out.length) out[row] = FALSE;
    return true;
  }
  if (column?.type === "date") {
    for (let row = 0; row < out.length; row++) out[row] = column.days[row] === BLANK_DAY ? TRUE : FALSE;
    return true;
  }
  return false;
}

/** AND, OR and NOT of masks, with the meaning that FALSE decides an AND and TRUE an OR whatever has no value beside it. */
function fillCombined(expression: Expression, sources: Sources, out: Uint8Array): boolean {
  if (expression.kind !== "call") return false;
  const [first, ...others] = expression.arguments;
  const combine = COMBINE.get(expression.definition.name);
  if (!first || !combine) return false;
  fillMask(first, sources, out);
  const scratch = new Uint8Array(others.length > 0 ? out.length : 0);
  for (const other of others) {
    fillMask(other, sources, scratch);
    combine(out, scratch);
  }
  if (expression.definition.name === "NOT") invert(out);
  return true;
}

const COMBINE = new Map<string, (out: Uint8Array, other: Uint8Array) => void>([
  ["AND", (out, other) => inChunks(out.length, (from, to) => and(out, other, from, to))],
  ["OR", (out, other) => inChunks(out.length, (from, to) => or(out, other, from, to))],
  ["NOT", () => {}],
]);

// Branch-free bit arithmetic on 0 (FALSE), 1 (TRUE) and 2 (no value).

function and(out: Uint8Array, other: Uint8Array, start: number, end: number): void {
  for (let row = start; row < end; row++) {
    const a = out[row] ?? NO_VALUE;
    const b = other[row] ?? NO_VALUE;
    const neitherFalse = (a | (a >> 1)) & (b | (b >> 1)) & 1;
    out[row] = neitherFalse << ((a | b) >> 1);
  }
}

function or(out: Uint8Array, other: Uint8Array, start: number, end: number): void {
  for (let row = start; row < end; row++) {
    const either = (out[row] ?? NO_VALUE) | (other[row] ?? NO_VALUE);
    const anyTrue = either & TRUE;
    out[row] = anyTrue | (either & NO_VALUE & (anyTrue - 1));
  }
}

function invert(out: Uint8Array): void {
  for (let row = 0; row < out.length; row++) {
    const value = out[row] ?? NO_VALUE;
    out[row] = (value & NO_VALUE) | ((value ^ TRUE) & ((value >> 1) ^ 1));
  }
}

function fillByRow(expression: Expression, sources: Sources, out: Uint8Array): void {
  const { lookup, move } = rowLookup(sources);
  for (let row = 0; row < out.length; row++) {
    move(row);
    out[row] = maskValue(outcomeOf(expression, lookup));
  }
}
