import { sql } from "kysely";
import { idlePlanAssignments, plansTakingListed, takesListed } from "../../company/check-plan-assignments.ts";
import { OPEN_END, OPEN_START, parseDay } from "../../calendar/day.ts";
import type { CompanyDocument } from "../../company/document.ts";
import { parseJson } from "../../company/json.ts";
import { calendarNames, type PlanContext } from "../../plans/context.ts";
import type { FormulaScopeName } from "../../plans/formula-fields.ts";
import { measurable } from "../../plans/measures.ts";
import type { Plan } from "../../plans/plan.ts";
import { placeOf } from "../../plans/place.ts";
import type { Planning } from "../../plans/publish/api.ts";
import type { NewPlanAssignment } from "../../plans/schemas.ts";
import { planScope } from "../../plans/scope.ts";
import { planShape } from "../../plans/shape.ts";
import { planAssignments } from "../../plans/tables.ts";
import { parsePlan, type PlanResult } from "../../plans/validate.ts";
import type { Cell } from "../../table/row.ts";
import type { Store, Transaction } from "../database/store.ts";
import { contentHash } from "../import/canonical-json.ts";
import { readCompanyRow } from "../import/company-row.ts";
import { publishPlans, publishRows } from "../import/publish-rows.ts";
import { Problem, type ProblemPlace } from "../server/kit/problem.ts";

/** Checks, publishes and fills plans with the rights of whoever asks, each write as a change with its reason. */
export function newPlanning(store: Store): Planning {
  return {
    check: async (session, text, endBefore) => {
      const json = parseJson(text);
      if (!json.ok) {
        const place = { severity: "error" as const, path: "", pointer: "", line: json.line, column: 1 };
        return { ok: false, problems: [{ ...place, message: `The text ${json.reason}.`, fix: `${json.fix}.` }] };
      }
      const { result } = await store.as(session, (tx) => checked(tx, session.companyId, json.value, endBefore));
      const problems = result.ok ? result.warnings : result.problems;
      return { ok: result.ok, problems: problems.map((problem) => ({ ...problem, ...placeOf(text, problem.path) })) };
    },
    read: (session, document) => store.as(session, async (tx) => (await checked(tx, session.companyId, document, true)).result),
    names: (session) =>
      store.as(session, async (tx) => ({
        ...namesIn(await contextOf(tx, session.companyId)),
        quotaTitles: await quotaTitlesOf(tx, session.companyId),
      })),
    attributes: (session) => store.as(session, async (tx) => (await companyOf(tx, session.companyId)).attributes),
    publish: (session, { document, reason, basedOn, endBefore }) =>
      store.publish(session, { reason, kind: "plan" }, async (tx, change) => {
        const { result, known, ended } = await checked(tx, session.companyId, document, endBefore);
        if (!result.ok) throw new Problem("invalid-input", "The plan cannot be published as it is", { errors: placesOf(result) });
        const { plan } = result;
        const { set, plan: id, version } = plan;
        const before = known.find((each) => sameVersion(each, plan));
        if (before && basedOn === undefined)
          throw conflict("version", `There is a version ${version} of the plan ${id}: give this one another version, or send basedOn`);
        if (before?.hash !== basedOn)
          throw conflict("version", `Version ${version} of the plan ${id} was changed since it was read: read it again`);
        const hash = contentHash(plan);
        if (before?.hash === hash) throw conflict("", `Version ${version} of the plan ${id} says this already`);
        await publishPlans(tx, session.companyId, change, [...ended, plan]);
        return { set, plan: id, version, hash, change, ended: ended.map((each) => each.version) };
      }),
    assign: (session, wanted) =>
      store.publish(session, { reason: wanted.reason, kind: "plan-assignment" }, async (tx, change) => {
        await assign(tx, session.companyId, change, wanted);
        return change;
      }),
  };
}

type KnownPlan = { readonly plan: Plan; readonly hash: string };
type Checked = {
  readonly result: PlanResult;
  readonly known: readonly (Plan & { readonly hash: string })[];
  /** Versions as they are with an end where the new one begins. */
  readonly ended: readonly Plan[];
};

/** A document against everything that the company has. A version of the same name is what it would take the place of. */
async function checked(tx: Transaction, companyId: number, document: unknown, endBefore: boolean): Promise<Checked> {
  const known = await knownPlans(tx, companyId);
  const shape = planShape.safeParse(document);
  const others = known.map(({ plan }) => plan).filter((plan) => !shape.success || !sameVersion(plan, shape.data));
  const ended = shape.success && endBefore ? others.flatMap((plan) => endedBy(plan, shape.data)) : [];
  const standing = others.map((plan) => ended.find((each) => sameVersion(each, plan)) ?? plan);
  const result = parsePlan(document, { ...(await contextOf(tx, companyId)), others: standing });
  return { result, ended, known: known.map(({ plan, hash }) => ({ ...plan, hash })) };
}

function sameVersion(a: Plan, b: Plan): boolean {
  return a.set === b.set && a.plan === b.plan && a.version === b.version;
}

/** An earlier version of the same plan with its end where the later one begins; nothing where it has ended by then. */
function endedBy(earlier: Plan, later: Plan): Plan[] {
  const { from } = later.effective;
  const { effective } = earlier;
  const meets = earlier.set === later.set && earlier.plan === later.plan && effective.from < from && (effective.to ?? "9999-12-31") > from;
  return meets ? [{ ...earlier, effective: { ...effective, to: from } }] : [];
}

async function knownPlans(tx: Transaction, companyId: number): Promise<KnownPlan[]> {
  const rows = await tx.selectFrom("plans").select(["document", "hash"]).where("company_id", "=", companyId).execute();
  return rows.map(({ document, hash }) => ({ plan: planShape.parse(document), hash }));
}

async function companyOf(tx: Transaction, companyId: number): Promise<CompanyDocument> {
  const company = await readCompanyRow(tx, companyId);
  if (!company) throw new Problem("not-found");
  return company;
}

/** What a plan's names may refer to: the same as in a company folder. */
async function contextOf(tx: Transaction, companyId: number): Promise<Required<Omit<PlanContext, "others">>> {
  const company = await companyOf(tx, companyId);
  const names = async (table: "windows" | "positions" | "quotas", column: string): Promise<ReadonlySet<string>> => {
    const { rows } = await sql<{ name: string }>`select distinct ${sql.ref(column)} as name from ${sql.table(table)}
      where company_id = ${companyId} and ${sql.ref(column)} is not null`.execute(tx);
    return new Set(rows.map(({ name }) => name));
  };
  return {
    attributes: company.attributes,
    calendars: await names("windows", "calendar"),
    positions: await names("positions", "position"),
    titles: await names("positions", "title"),
    quotas: await names("quotas", "measure"),
  };
}

/** Empty when a seat with a quota has no title: a plan by titles would leave it out. */
async function quotaTitlesOf(tx: Transaction, companyId: number): Promise<string[]> {
  const { rows } = await sql<{ title: string | null }>`select distinct p.title from quotas q
    join positions p on p.company_id = q.company_id and p.position = q.position
    where q.company_id = ${companyId} order by 1`.execute(tx);
  const titles = rows.flatMap(({ title }) => title ?? []);
  return titles.length === rows.length ? titles : [];
}

function namesIn(context: Awaited<ReturnType<typeof contextOf>>): Omit<Awaited<ReturnType<Planning["names"]>>, "quotaTitles"> {
  const scope = (place: FormulaScopeName) =>
    [...planScope(place, context.attributes)].map(([name, { type, help }]) => ({ name, help: [type, help].filter(Boolean).join(": ") }));
  return {
    seat: scope("seat"),
    credit: scope("credit"),
    of: measurable(context.attributes),
    calendars: calendarNames(context),
    titles: [...context.titles],
    quotas: [...context.quotas],
  };
}

function placesOf(result: PlanResult & { readonly ok: false }): ProblemPlace[] {
  return result.problems
    .filter(({ severity }) => severity === "error")
    .map(({ path, message, fix }) => ({
      place: path === "" ? "body.document" : `body.document.${path}`,
      message: fix === "" ? message : `${message} ${fix}`,
    }));
}

function conflict(field: string, message: string): Problem {
  return new Problem("conflict", message, { errors: [{ place: field === "" ? "body.document" : `body.document.${field}`, message }] });
}

async function assign(tx: Transaction, companyId: number, change: number, { plan, position, from, to }: NewPlanAssignment): Promise<void> {
  const row = new Map<string, Cell>([["plan", plan], ["position", position], ...dayCell("from", from), ...dayCell("to", to)]);
  const known = await knownPlans(tx, companyId);
  const taking = plansTakingListed(known.map((each) => ({ plan: each.plan.plan, takes: takesListed(each.plan) })));
  const placed = { row, file: "", line: 0 };
  const [idle] = idlePlanAssignments([placed], taking);
  if (idle) throw wrong("plan", `${idle.reason}. ${idle.fix}`);
  const seat = await tx
    .selectFrom("positions")
    .select("position")
    .where("company_id", "=", companyId)
    .where("position", "=", position)
    .executeTakeFirst();
  if (!seat) throw wrong("position", `There is no position ${position}`);
  const first = from === null ? OPEN_START : (parseDay(from) ?? OPEN_START);
  const last = to === null ? OPEN_END : (parseDay(to) ?? OPEN_END);
  if (first >= last) throw wrong("to", "The last day comes before the first");
  const other = await tx
    .selectFrom("plan_assignments")
    .select("position")
    .where("company_id", "=", companyId)
    .where("plan", "=", plan)
    .where("position", "=", position)
    .where(
      sql<boolean>`"from" <> ${from ?? "-infinity"}::date and "from" < ${to ?? "infinity"}::date and ${from ?? "-infinity"}::date < "to"`,
    )
    .executeTakeFirst();
  if (other) throw wrong("from", `${position} is on the plan in that time already: end that first, or write its first day to change it`);
  await publishRows(tx, companyId, change, planAssignments, [placed], new Map());
}

function dayCell(column: string, text: string | null): [string, Cell][] {
  const day = text === null ? undefined : parseDay(text);
  return day === undefined ? [] : [[column, day]];
}

function wrong(field: string, message: string): Problem {
  return new Problem("invalid-input", message, { errors: [{ place: `body.${field}`, message }] });
}
