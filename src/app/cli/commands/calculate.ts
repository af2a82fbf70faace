import type { Store } from "../../database/store.ts";
import { ALL_PERIODS } from "../../../compensation/statements/store.ts";
import { toBeSuperseded } from "../../calculation/finish.ts";
import type { CalculationClaim } from "../../calculation/record.ts";
import { type CalculationPreview, type CalculationResult, previewCalculation, runCalculation } from "../../calculation/run.ts";
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
      .option("--dry-run", "show what it comes to and what publishing would supersede, and write nothing")
      .option("--company <name>", "the company, when the database holds several");
  },
  run: (invocation, context) => withStore(context, (store) => run(store, invocation, context)),
};

async function run(store: Store, invocation: Invocation, context: CommandContext): Promise<number> {
  await resumeWork(store, context);
  const company = await chooseCompany(store, textOption(invocation, "company"));
  const session = commandSession(company);
  const asked = { set: textOption(invocation, "plans") ?? "default", period: textOption(invocation, "period") ?? ALL_PERIODS };
  const { show, end } = progressLine(context);
  const { ask, signal } = context;
  const say = (result: CalculationResult | CalculationPreview, supersedes: readonly number[]): number => {
    if (flag(invocation, "json"))
      context.out(`${JSON.stringify({ company: company.name, ...result, ...(result.state === "preview" ? { supersedes } : {}) })}\n`);
    else writeText(context, result, supersedes);
    return result.summary.blocking > 0 ? BLOCKED : DONE;
  };
  if (flag(invocation, "dryRun")) {
    const preview = await previewCalculation(store, session, asked, { signal, onProgress: show }).finally(end);
    return say(preview, await toBeSuperseded(store, { session, ...asked }));
  }
  const request = { ...asked, publish: flag(invocation, "publish"), acceptFindings: flag(invocation, "acceptFindings") };
  const confirm = ask && ((claim: CalculationClaim) => confirmed(store, claim, ask, end));
  return say(await runCalculation(store, session, request, { signal, onProgress: show, confirm }).finally(end), []);
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

function writeText({ out, err }: CommandContext, result: CalculationResult | CalculationPreview, supersedes: readonly number[]): void {
  const { set, period, inputChange, summary } = result;
  for (const finding of summary.findings) err(`${findingText(finding)}\n`);
  const { counts, statements, totals } = summary;
  const name = result.state === "preview" ? "A calculation" : `Calculation ${result.calculationId}`;
  out(`${name} of plan set ${set}, ${period === ALL_PERIODS ? "all periods" : period}, from the inputs as of change ${inputChange}\n`);
  out(
    `  ${grouped(String(counts.transactions))} transactions, ${grouped(String(counts.credited))} credited; ${grouped(String(statements))} statements\n`,
  );
  for (const { currency, amount } of totals) out(`  ${grouped(amount)} ${currency}\n`);
  out(`${outcome(result, supersedes)}\n`);
}

function outcome(result: CalculationResult | CalculationPreview, supersedes: readonly number[]): string {
  switch (result.state) {
    case "published":
      return `Published as change ${result.publishedChange}.`;
    case "blocked":
      return "A draft: blocking findings keep it from being published. Correct them, or decide with --accept-findings.";
    case "draft":
      return "A draft. Publish with --publish.";
    case "preview":
      return `Nothing was written.${supersedes.length > 0 ? ` Publishing would supersede ${named(supersedes)}.` : ""}`;
  }
}
