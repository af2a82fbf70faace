import { calculate, type Calculation, prepare, type StatementHead } from "../../compensation/engine.ts";
import { ALL_PERIODS } from "../../compensation/statements/store.ts";
import { RESULT_TABLES } from "../database/copy-results.ts";
import type { Session, Store } from "../database/store.ts";
import { lastChange } from "../import/check-inputs.ts";
import { chosenFindings, NotThereError, requirePlanSet, statementsOf } from "./choose.ts";
import { type CalculationSummary, finishDraft, publishCalculation } from "./finish.ts";
import { type LoadedInputs, loadInputs } from "./load.ts";
import {
  type CalculationClaim,
  type CalculationProgress,
  type CalculationRequest,
  claimUnfinished,
  createCalculation,
  LostCalculationError,
  removeCalculation,
  savePlanVersions,
} from "./record.ts";
import { payTotals } from "./pay-totals.ts";
import { writeResults } from "./write-results.ts";

export type CalculationResult = {
  readonly calculationId: number;
  /** `blocked`: asked to publish, but a blocking finding keeps it a draft. */
  readonly state: "draft" | "published" | "blocked";
  readonly inputChange: number;
  /** The change under which it was published; null for a draft. */
  readonly publishedChange: number | null;
  readonly set: string;
  readonly period: string;
  readonly summary: CalculationSummary;
};

export type CalculationPreview = Pick<CalculationResult, "inputChange" | "set" | "period" | "summary"> & { readonly state: "preview" };

export type RunOptions = {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((text: string) => void) | undefined;
  /** Told the calculation's number before anything is written for it. */
  readonly onCreated?: ((calculation: number) => Promise<void>) | undefined;
  /** Asked before publishing supersedes published calculations; false leaves a draft. */
  readonly confirm?: ((claim: CalculationClaim) => Promise<boolean>) | undefined;
};

/** Calculates from the company's present inputs, keeps the result as a draft and, when asked to, publishes it. Throws NotThereError for a plan set or period that does not exist. */
export async function runCalculation(
  store: Store,
  session: Session,
  request: CalculationRequest,
  options: RunOptions = {},
): Promise<CalculationResult> {
  const inputChange = await store.as(session, (tx) => lastChange(tx, session.companyId));
  const claim = await createCalculation(store, session, request, inputChange);
  await options.onCreated?.(claim.calculationId);
  return finish(store, claim, { publish: request.publish, acceptFindings: request.acceptFindings, credits: 0, statements: 0 }, options);
}

/** Calculates several pay periods of one plan set as `runCalculation` does, each kept as a calculation of its own; the inputs are read once. */
export async function runPeriods(
  store: Store,
  session: Session,
  set: string,
  periods: readonly { readonly period: string; readonly publish: boolean }[],
  onPeriod: (period: string) => void,
): Promise<readonly CalculationResult[]> {
  const inputChange = await store.as(session, (tx) => lastChange(tx, session.companyId));
  const computed = await computeAll(store, session, { set, inputChange }, {});
  const results: CalculationResult[] = [];
  for (const asked of periods) {
    onPeriod(asked.period);
    const request = { ...asked, set, acceptFindings: false };
    const claim = await createCalculation(store, session, request, inputChange);
    results.push(await finish(store, claim, { ...request, credits: 0, statements: 0 }, {}, computed));
  }
  await store.maintenance(RESULT_TABLES);
  return results;
}

/** What a calculation of the present inputs would come to. Nothing is written, and nothing of it can be published. */
export async function previewCalculation(
  store: Store,
  session: Session,
  { set, period }: Pick<CalculationRequest, "set" | "period">,
  options: RunOptions = {},
): Promise<CalculationPreview> {
  const inputChange = await store.as(session, (tx) => lastChange(tx, session.companyId));
  const { summary } = ofPeriod(await computeAll(store, session, { set, inputChange }, options), period);
  return { state: "preview", inputChange, set, period, summary };
}

/** Goes on with every calculation whose process has ended, from its last committed batch. */
export async function resumeCalculations(
  store: Store,
  options: RunOptions = {},
): Promise<readonly (CalculationResult | { readonly calculationId: number; readonly error: string })[]> {
  const results: (CalculationResult | { readonly calculationId: number; readonly error: string })[] = [];
  for (const { claim, progress } of await claimUnfinished(store)) {
    try {
      results.push(await finish(store, claim, progress, options));
    } catch (error) {
      results.push({ calculationId: claim.calculationId, error: error instanceof Error ? error.message : String(error) });
    }
  }
  return results;
}

/** Takes a claimed calculation to its end; one that fails or is cancelled leaves nothing. */
async function finish(
  store: Store,
  claim: CalculationClaim,
  progress: CalculationProgress,
  options: RunOptions,
  computed?: Computed,
): Promise<CalculationResult> {
  try {
    return await work(store, claim, progress, options, computed);
  } catch (error) {
    // When the database itself is away this fails too: the calculation stays as it is, to be resumed.
    if (!(error instanceof LostCalculationError)) await store.as(claim.session, (tx) => removeUnfinished(tx, claim)).catch(() => {});
    throw error;
  }
}

async function removeUnfinished(
  tx: Parameters<typeof removeCalculation>[0],
  { session, calculationId, attempt }: CalculationClaim,
): Promise<void> {
  const own = await tx
    .selectFrom("calculations")
    .select("calculation_id")
    .where("company_id", "=", session.companyId)
    .where("calculation_id", "=", calculationId)
    .where("attempt", "=", attempt)
    .where("state", "=", "running")
    .forUpdate()
    .executeTakeFirst();
  if (own) await removeCalculation(tx, session.companyId, calculationId);
}

async function work(
  store: Store,
  claim: CalculationClaim,
  progress: CalculationProgress,
  options: RunOptions,
  computed?: Computed,
): Promise<CalculationResult> {
  const { calculationId, set, period, inputChange } = claim;
  const { signal, onProgress = () => {}, confirm } = options;
  const { loaded, calculation } = computed ?? (await computeAll(store, claim.session, claim, options));
  const { statements, summary } = ofPeriod({ calculation }, period);
  await savePlanVersions(store, claim, loaded.planVersions);
  const onBatch = (now: CalculationProgress): void => {
    signal?.throwIfAborted();
    onProgress(`writing: ${now.credits} credits, ${now.statements} of ${statements.length} statements`);
  };
  await writeResults({ store, claim, calculation, statements, transactionIds: loaded.transactionIds, onBatch }, progress);
  await finishDraft(store, claim, summary);
  if (!computed) await store.maintenance(RESULT_TABLES);
  const result = { calculationId, set, period, inputChange, summary };
  if (!progress.publish) return { ...result, state: "draft", publishedChange: null };
  if (summary.blocking > 0 && !progress.acceptFindings) return { ...result, state: "blocked", publishedChange: null };
  if (confirm && !(await confirm(claim))) return { ...result, state: "draft", publishedChange: null };
  return { ...result, state: "published", publishedChange: await publishCalculation(store, claim) };
}

type Asked = { readonly set: string; readonly inputChange: number };
type Computed = { readonly loaded: LoadedInputs; readonly calculation: Calculation };

/** Loads the inputs as of a change number and calculates all periods; nothing is written. */
async function computeAll(
  store: Store,
  session: Session,
  { set, inputChange }: Asked,
  { signal, onProgress = () => {} }: RunOptions,
): Promise<Computed> {
  onProgress("loading the inputs");
  const loaded = await store.as(session, (tx) => loadInputs(store, tx, session.companyId, inputChange, set));
  signal?.throwIfAborted();
  requirePlanSet(loaded.inputs.plans, set);
  onProgress("calculating");
  const calculation = calculate(prepare(loaded.inputs), { set });
  signal?.throwIfAborted();
  return { loaded, calculation };
}

/** The statements of one period, or of all. */
function ofPeriod({ calculation }: Pick<Computed, "calculation">, period: string) {
  const statements = statementsOf(calculation, period === ALL_PERIODS ? undefined : period);
  if (statements.length === 0)
    throw new NotThereError("No period has a statement: nobody is on a plan on a day with transactions or quotas");
  return { statements, summary: summaryOf(calculation, statements) };
}

function summaryOf(calculation: Calculation, statements: readonly StatementHead[]): CalculationSummary {
  const findings = chosenFindings(calculation, statements);
  return {
    counts: calculation.summary,
    statements: statements.length,
    totals: payTotals(calculation, statements),
    blocking: findings.filter((finding) => finding.blocking).length,
    findings,
  };
}
