import { calculate, prepare, toStatements } from "../src/compensation/engine.ts";
import type { Inputs } from "../src/compensation/inputs.ts";
import type { Finding, Statement } from "../src/compensation/statements/statement.ts";
import { calculateByReference } from "./oracle/reference.ts";

export type Result = { readonly statements: readonly Statement[]; readonly findings: readonly Finding[] };
/** Both ways to calculate: every case is played through each. */
export type Calculation = { readonly name: string; readonly calculate: (inputs: Inputs) => Result };

export function calculateByEngine(inputs: Inputs): Result {
  const calculation = calculate(prepare(inputs), { set: "default" });
  return { statements: toStatements(calculation), findings: calculation.findings };
}

export const CALCULATIONS: readonly Calculation[] = [
  { name: "engine", calculate: calculateByEngine },
  { name: "reference implementation", calculate: calculateByReference },
];
