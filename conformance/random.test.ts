import fc from "fast-check";
import { expect, test } from "vitest";
import { formatProblem } from "../src/plans/problem.ts";
import { parsePlan } from "../src/plans/validate.ts";
import { inputsOf, type SmallCompany } from "./build-inputs.ts";
import { calculateByEngine } from "./calculations.ts";
import { wordsOf } from "./compare.ts";
import { calculateByReference } from "./oracle/reference.ts";
import { ATTRIBUTES, randomCompany } from "./random.ts";

/** More with ATTAIN_RUNS=20000; a failure prints its seed and the smallest company found, and ATTAIN_SEED repeats it. */
const numRuns = Number(process.env["ATTAIN_RUNS"] ?? 300);
const seed = process.env["ATTAIN_SEED"] === undefined ? {} : { seed: Number(process.env["ATTAIN_SEED"]) };

function differences(company: SmallCompany): { engine: string[]; reference: string[] } {
  const [engine, reference] = [wordsOf(calculateByEngine(inputsOf(company))), wordsOf(calculateByReference(inputsOf(company)))];
  return { engine: engine.filter((word) => !reference.includes(word)), reference: reference.filter((word) => !engine.includes(word)) };
}

test("the generator's plans are accepted by the checker", { timeout: 20_000 + numRuns * 20 }, () =>
  fc.assert(
    fc.property(randomCompany, ({ plans }) => {
      const problems = plans.flatMap((plan) => {
        const result = parsePlan(JSON.parse(JSON.stringify(plan)), { attributes: ATTRIBUTES, calendars: new Set(["campaign"]) });
        return result.ok ? [] : result.problems.map(formatProblem);
      });
      expect(problems).toEqual([]);
    }),
    { numRuns, ...seed },
  ),
);

test("engine and reference implementation agree on every line, measure and finding", { timeout: 60_000 + numRuns * 200 }, () =>
  fc.assert(
    fc.property(randomCompany, (company) => {
      expect(differences(company)).toEqual({ engine: [], reference: [] });
    }),
    { numRuns, ...seed },
  ),
);
