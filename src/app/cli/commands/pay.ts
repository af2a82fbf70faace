import { resolve } from "node:path";
import { assembleInputs } from "../../../compensation/assemble.ts";
import { calculate, prepare, toStatement } from "../../../compensation/engine.ts";
import { formatProblem } from "../../../table/problem.ts";
import { commonFindings, requirePlanSet, statementsOf } from "../../calculation/choose.ts";
import { readCompany } from "../../files/company-folder.ts";
import { argument, type CommandDefinition, flag, textOption } from "../command.ts";
import { BLOCKED, type CommandContext, DONE, Refusal, throwIfCancelled } from "../context.ts";
import { placeOf, warningText } from "../problem.ts";
import { allFindings, writeStatementsJson } from "../statement-json.ts";
import { writeStatementsText } from "../statement-text.ts";

export const pay: CommandDefinition = {
  examples: [
    "attain pay my-company --period 2026-Q1",
    "attain pay my-company --json > statements.json",
    "attain pay crm-export --mapping crm.json",
  ],
  usesStore: false,
  configure: (command) => {
    command
      .argument("<folder>", "a company folder; with --mapping: the folder its files stand in")
      .option("--period <name>", "only this pay period, such as 2026-Q1 or W01")
      .option("--plans <set>", "the plan set", "default")
      .option("--mapping <file>", "how the columns of other files become Attain's");
  },
  run: async (invocation, context) => {
    const { inputs, warnings } = await readInputs(argument(invocation, 0), textOption(invocation, "mapping"), context);
    const set = textOption(invocation, "plans") ?? "default";
    requirePlanSet(inputs.plans, set);
    throwIfCancelled(context);
    const calculation = calculate(prepare(inputs), { set });
    const period = textOption(invocation, "period");
    const statements = statementsOf(calculation, period).map((head) => toStatement(calculation, head));
    const findings = period === undefined ? calculation.findings : commonFindings(calculation.findings);
    if (flag(invocation, "json")) writeStatementsJson(context.out, statements, findings, warnings);
    else {
      writeStatementsText(context.out, statements, findings);
      for (const warning of warnings) context.err(warningText(warning));
    }
    return allFindings(statements, findings).some((finding) => finding.blocking) ? BLOCKED : DONE;
  },
};

/** Reads the folder; refuses with every problem when any row, file or plan cannot be taken, since pay from part of the inputs is wrong pay. */
async function readInputs(folder: string, mapping: string | undefined, { cwd, signal }: CommandContext) {
  const request = {
    paths: [resolve(cwd, folder)],
    ...(mapping === undefined ? {} : { mapping: resolve(cwd, mapping) }),
    options: { signal },
  };
  const read = await readCompany(request);
  const { inputs, problems } = assembleInputs(read.company, read.rows, read.plans);
  const all = [...read.problems, ...problems];
  if (all.length === 0) return { inputs, warnings: read.warnings };
  const reason = `${all.length === 1 ? "One problem" : `${all.length} problems`}: nothing was calculated`;
  throw new Refusal(reason, "Correct the places named in `errors`", {
    errors: all.map(placeOf),
    text: `${all.map(formatProblem).join("\n")}\n${reason}`,
  });
}
