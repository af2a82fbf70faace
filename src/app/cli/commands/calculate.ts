import type { Store } from "../../database/store.ts";
import { ALL_PERIODS } from "../../../compensation/statements/store.ts";
import { toBeSuperseded } from "../../calculation/finish.ts";
import type { CalculationClaim } from "../../calculation/record.ts";
import { type CalculationResult, runCalculation } from "../../calculation/run.ts";
import { chooseCompany, commandSession } from "../company.ts";
import { type CommandDefinition, flag, type Invocation, textOption } from "../command.ts";
import { BLOCKED, type CommandContext, DONE } from "../context.ts";
import { progressLine } from "../progress.ts";
import { resumeWork } from "../resume.ts";
import { findingText } from "../statement-text.ts";
import { withStore } from "../store.ts";
import { grouped } from "../text-table.ts";

export const calculateCommand: CommandDefinition = {
  examples: ["attain calculate --period 2026-Q1", "attain calculate --publish", "attain calculate --plans alternative --json"],
  usesStore: true,
  configure: (command) => {
    command
      .option("--period <name>", "only this pay period, such as 2026-Q1 or W01; without it all periods")
      .option("--plans <set>", "the plan set", "default")
      .option("--publish", "let participants see it; published calculations that it covers are superseded, and kept")
      .option("--accept-findings", "publish although there are blocking findings")
      .option("--dry-run", "with --publish: calculate a draft, and say what publishing would supersede")
      .option("--company <name>", "the company, when the database holds several");
  },
  run: (invocation, context) => withStore(context, (store) => run(store, invocation, context)),
};

async function run(store: Store, invocation: Invocation, context: CommandContext): Promise<number> {
  await resumeWork(store, context);
  const company = await chooseCompany(store, textOption(invocation, "company"));
  const session = commandSession(company);
  const request = {
    set: textOption(invocation, "plans") ?? "default",
    period: textOption(invocation, "period") ?? ALL_PERIODS,
    publish: flag(invocation, "publish") && !flag(invocation, "dryRun"),
    acceptFindings: flag(invocation, "acceptFindings"),
  };
  const line = progressLine(context);
  const { ask } = context;
  const confirm = ask && ((claim: CalculationClaim) => confirmed(store, claim, ask, line.end));
  const result = await runCalculation(store, session, request, { signal: context.signal, onProgress: line.show, confirm }).finally(
    line.end,
  );
  const supersedes = flag(invocation, "dryRun") ? await toBeSuperseded(store, { session, ...request }) : [];
  if (flag(invocation, "json"))
    context.out(`${JSON.stringify({ company: company.name, ...result, ...(flag(invocation, "dryRun") ? { supersedes } : {}) })}\n`);
  else writeText(context, result, supersedes);
  return result.summary.blocking > 0 ? BLOCKED : DONE;
}

async function confirmed(
  store: Store,
  claim: CalculationClaim,
  ask: (question: string) => Promise<boolean>,
  clear: () => void,
): Promise<boolean> {
  const old = await toBeSuperseded(store, claim);
  clear();
  return old.length === 0 || ask(`Publishing calculation ${claim.calculationId} supersedes ${named(old)}. Publish?`);
}

function named(calculations: readonly number[]): string {
  return `published ${calculations.length === 1 ? "calculation" : "calculations"} ${calculations.join(", ")}`;
}

function writeText(
  { out, err }: CommandContext,
  { calculationId, state, inputChange, publishedChange, set, period, summary }: CalculationResult,
  supersedes: readonly number[],
): void {
  for (const finding of summary.findings) err(`${findingText(finding)}\n`);
  const { counts, statements, totals } = summary;
  out(
    `Calculation ${calculationId} of plan set ${set}, ${period === ALL_PERIODS ? "all periods" : period}, from the inputs as of change ${inputChange}\n`,
  );
  out(
    `  ${grouped(String(counts.transactions))} transactions, ${grouped(String(counts.credited))} credited; ${grouped(String(statements))} statements\n`,
  );
  for (const { currency, amount } of totals) out(`  ${grouped(amount)} ${currency}\n`);
  if (state === "published") out(`Published as change ${publishedChange}.\n`);
  else if (state === "blocked")
    out("A draft: blocking findings keep it from being published. Correct them, or decide with --accept-findings.\n");
  else out("A draft. Publish with --publish.\n");
  if (supersedes.length > 0) out(`Publishing would supersede ${named(supersedes)}.\n`);
}
