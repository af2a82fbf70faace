import { type Calculation, calculate, prepare } from "../engine.ts";
import type { Inputs } from "../inputs.ts";
import type { AttributeDeclarations } from "../../table/definition.ts";
import { payByComponent, sumMinor } from "../statements/build.ts";
import { INPUT_GROUPS, type InputGroup, mixedInputs } from "./mixed-inputs.ts";

/** Which statement: a participant's of a period in a currency, as one text. */
export function statementKey({
  participant,
  period,
  currency,
}: {
  readonly participant: string;
  readonly period: string;
  readonly currency: string;
}): string {
  return JSON.stringify([participant, period, currency]);
}

/** What statements pay in minor units, by `statementKey`; one that is not there pays nothing. */
export type PayByStatement = ReadonlyMap<string, bigint>;

/** What each group of changed inputs does to pay on its own, and what all of them do. */
export type Effects = {
  readonly before: PayByStatement;
  readonly after: PayByStatement;
  /** Pay with that group alone as it is after. */
  readonly alone: ReadonlyMap<InputGroup, PayByStatement>;
};

/**
 * Calculates the inputs before and after, and once more for each group that may have changed, with that group alone as it is after.
 * Where other attributes are declared, rows of one side cannot be read with the other's declarations: then no group stands alone.
 */
export function effectsOf(before: Inputs, after: Inputs, set: string, changed: ReadonlySet<InputGroup>): Effects {
  const pay = (inputs: Inputs): PayByStatement => payOf(calculate(prepare(inputs), { set }));
  const separable = sameDeclarations(before.company.attributes, after.company.attributes);
  const groups = separable ? INPUT_GROUPS.filter((group) => changed.has(group)) : [];
  return {
    before: pay(before),
    after: pay(after),
    alone: new Map(groups.map((group) => [group, pay(mixedInputs(before, after, group))])),
  };
}

function payOf({ columns, statements }: Calculation): PayByStatement {
  return new Map(statements.map((head) => [statementKey(head), sumMinor(payByComponent(columns, head))]));
}

function sameDeclarations(a: AttributeDeclarations, b: AttributeDeclarations): boolean {
  const text = (declarations: AttributeDeclarations): string =>
    JSON.stringify([...declarations].map(([owner, types]) => [owner, [...types].sort(byFirst)] as const).sort(byFirst));
  return text(a) === text(b);
}

function byFirst([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : Number(a > b);
}
