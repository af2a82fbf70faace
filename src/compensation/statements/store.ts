import { type SqlBool, type RawBuilder, sql } from "kysely";
import { withinReach } from "../../access/reach/store.ts";
import type { Transaction } from "../../app/database/store.ts";
import { formatMinor } from "../../money/money.ts";
import { ROUNDING_USUAL } from "../../company/document.ts";
import type { Rounding } from "../../plans/plan.ts";
import { planShape } from "../../plans/shape.ts";
import { amountOfMinor } from "./amount/store.ts";
import { componentTotals } from "./lines/store.ts";
import type { Finding, StatementMeasure } from "./statement.ts";

/** What a statement's row keeps beside its lines. */
export type StatementDocument = {
  readonly from: string;
  readonly to: string | null;
  readonly measures: readonly StatementMeasure[];
  readonly findings: readonly Finding[];
  /** Pay by component, those that pay nothing included. */
  readonly pay: Readonly<Record<string, string>>;
};

export type StatementFilter = {
  readonly set?: string | undefined;
  readonly period?: string | undefined;
  readonly participant?: string | undefined;
  readonly currency?: string | undefined;
  /** Published ones alone, where a later draft would stand before them. */ readonly published?: true | undefined;
  /** Part of the person's name or id. */ readonly search?: string | undefined;
  /** Whose statements: `withinStatements`. */ readonly within?: RawBuilder<SqlBool> | undefined;
};

/** The statements within a session's reach: of the last day of their period, or of today. */
export function withinStatements(session: Parameters<typeof withinReach>[0]): RawBuilder<SqlBool> {
  return withinReach(session, "statements.read", { owner: "s.participant", day: sql`coalesce(s.last_day, current_date)` });
}

/** The period of a calculation that covers all periods. */
export const ALL_PERIODS = "*";

/** Columns of a statement that hold what lists read of its document. */
const FIGURES = sql`s.first_day, s.day_after, s.finding_count, s.blocking_count, s.attainment_percent`;

/**
 * Whether no calculation of these states came after that of statement `s` of calculation `c`: of all periods, or of its period. Two
 * questions, so that each is a comparison of equals and is answered for all statements at once.
 */
export function withoutNewer(states: RawBuilder<unknown>): RawBuilder<SqlBool> {
  const newer = sql`select from calculations n
    where n.company_id = c.company_id and n.set = c.set and n.state in ${states} and n.calculation_id > c.calculation_id`;
  return sql<SqlBool>`not exists (${newer} and n.period = ${ALL_PERIODS}) and not exists (${newer} and n.period = s.period)`;
}

/**
 * The statements that count: of each plan set and period those of the latest calculation of it that is published or still a draft.
 * Row security leaves a rep only published ones of their own.
 */
export function currentStatements(companyId: number, filter: StatementFilter): RawBuilder<unknown> {
  const states = filter.published ? sql`('published')` : sql`('published', 'draft')`;
  const conditions: RawBuilder<SqlBool>[] = [sql`s.company_id = ${companyId}`, sql`c.state in ${states}`, withoutNewer(states)];
  if (filter.set !== undefined) conditions.push(sql`c.set = ${filter.set}`);
  if (filter.period !== undefined) conditions.push(sql`s.period = ${filter.period}`);
  if (filter.participant !== undefined) conditions.push(sql`s.participant = ${filter.participant}`);
  if (filter.search !== undefined)
    conditions.push(sql`position(lower(${filter.search}) in lower(coalesce(person.name, '') || ' ' || s.participant)) > 0`);
  if (filter.within !== undefined) conditions.push(filter.within);
  if (filter.currency !== undefined) conditions.push(sql`s.currency = ${filter.currency}`);
  return sql`
    select c.set, c.calculation_id, c.state, s.participant, coalesce(person.name, s.participant) as name, s.period, s.currency, s.total_minor, s.document, ${FIGURES}
    from statements s join calculations c on c.company_id = s.company_id and c.calculation_id = s.calculation_id
    left join people_personal person on person.company_id = s.company_id and person.participant = s.participant
    where ${sql.join(conditions, sql` and `)}`;
}

export type StatementRow = {
  readonly set: string;
  readonly calculation: number;
  readonly state: "draft" | "published";
  readonly participant: string;
  readonly name: string;
  readonly period: string;
  readonly from: string;
  readonly to: string | null;
  readonly currency: string;
  readonly amount: string;
  readonly measures: readonly StatementMeasure[];
  readonly findings: readonly Finding[];
  readonly pay: Readonly<Record<string, string>>;
};

type RawRow = {
  readonly set: string;
  readonly calculation_id: number;
  readonly state: "draft" | "published";
  readonly participant: string;
  readonly name: string;
  readonly period: string;
  readonly currency: string;
  readonly total_minor: number;
  readonly document: StatementDocument;
  readonly first_day: string;
  readonly day_after: string | null;
  readonly finding_count: number;
  readonly blocking_count: number;
  readonly attainment_percent: string | null;
};

/** The last row of the page before: the next page begins after it. */
export type StatementCursor = {
  readonly from: string;
  readonly name: string;
  readonly participant: string;
  readonly set: string;
  readonly currency: string;
};

/** At most `limit` statements, latest period first, by name within it. */
export async function listStatements(
  tx: Transaction,
  companyId: number,
  filter: StatementFilter,
  limit: number,
  after?: StatementCursor,
): Promise<StatementRow[]> {
  const beyond = after
    ? sql`where row(x.day, x.name, x.participant, x.set, x.currency) > row(-(${after.from}::date - date '2000-01-01'), ${after.name}, ${after.participant}, ${after.set}, ${after.currency})`
    : sql``;
  const { rows } = await sql<RawRow>`
    select * from (select *, -(first_day - date '2000-01-01') as day from (${currentStatements(companyId, filter)}) statement) x
    ${beyond}
    order by x.day, x.name, x.participant, x.set, x.currency
    limit ${limit}`.execute(tx);
  return rows.map(rowOf);
}

/** At most `limit` statements of one calculation, whether they still count or not, by participant, period and currency. */
export async function listCalculationStatements(
  tx: Transaction,
  companyId: number,
  calculationId: number,
  limit: number,
  after?: Pick<StatementRow, "participant" | "period" | "currency">,
): Promise<StatementRow[]> {
  const beyond = after
    ? sql`and row(s.participant, s.period, s.currency) > row(${after.participant}, ${after.period}, ${after.currency})`
    : sql``;
  const { rows } = await sql<RawRow>`
    select c.set, c.calculation_id, c.state, s.participant, coalesce(person.name, s.participant) as name, s.period, s.currency, s.total_minor, s.document, ${FIGURES}
    from statements s join calculations c on c.company_id = s.company_id and c.calculation_id = s.calculation_id
    left join people_personal person on person.company_id = s.company_id and person.participant = s.participant
    where s.company_id = ${companyId} and s.calculation_id = ${calculationId} ${beyond}
    order by s.participant, s.period, s.currency
    limit ${limit}`.execute(tx);
  return rows.map(rowOf);
}

function rowOf(row: RawRow): StatementRow {
  const { from, to, measures, findings, pay } = row.document;
  const { set, state, participant, name, period, currency } = row;
  const amount = formatMinor(BigInt(row.total_minor), currency);
  return { set, calculation: row.calculation_id, state, participant, name, period, from, to, currency, amount, measures, findings, pay };
}

/** Statements as the list shows them. */
export function statementRows(tx: Transaction, companyId: number, within: RawBuilder<SqlBool>) {
  return tx
    .selectFrom(sql<RawRow>`(${currentStatements(companyId, { within })})`.as("s"))
    .select(["s.set", "s.calculation_id as calculation", "s.state", "s.participant", "s.name", "s.period", "s.currency"])
    .select(["s.first_day as from", "s.day_after as to", "s.attainment_percent as attainmentPercent"])
    .select(["s.finding_count as findings", "s.blocking_count as blocking"])
    .select(amountOfMinor(sql`s.total_minor`, sql`s.currency`).as("amount"))
    .select([sql<object>`s.document -> 'measures'`.as("measures"), sql<object>`s.document -> 'pay'`.as("pay")]);
}

export type StatementPeriod = { readonly set: string; readonly period: string; readonly from: string; readonly to: string | null };

/** Every plan set and period that has statements, the latest first. */
export async function statementPeriods(
  tx: Transaction,
  companyId: number,
  within: RawBuilder<SqlBool> = sql`true`,
): Promise<StatementPeriod[]> {
  const { rows } = await sql<StatementPeriod>`
    select c.set, s.period, min(s.first_day)::text as "from", max(s.day_after)::text as "to"
    from statements s join calculations c on c.company_id = s.company_id and c.calculation_id = s.calculation_id
    where s.company_id = ${companyId} and c.state in ('published', 'draft') and ${within}
    group by c.set, s.period order by "from" desc, s.period desc, c.set`.execute(tx);
  return rows;
}

export type StatementComponent = {
  readonly component: string;
  readonly label: string;
  readonly plan: string;
  readonly planName: string;
  readonly version: string;
  readonly clause: string | null;
  /** Where and how its exact amounts become whole minor units; null: nothing of it is rounded. */
  readonly rounding: Rounding | null;
  readonly amount: string;
  readonly lines: number;
};

export type StatementPage = StatementRow & {
  readonly calculatedAt: string;
  readonly inputChange: number;
  readonly engineVersion: string;
  readonly components: readonly StatementComponent[];
};

/** One statement with what its components pay and the calculation behind it, or undefined when there is none to see. */
export async function readStatement(
  tx: Transaction,
  companyId: number,
  key: {
    readonly set: string;
    readonly participant: string;
    readonly period: string;
    readonly currency?: string | undefined;
    readonly published?: true;
    readonly within?: RawBuilder<SqlBool>;
  },
): Promise<StatementPage | undefined> {
  const [row] = await listStatements(tx, companyId, key, 1);
  if (!row) return undefined;
  const calculation = await tx
    .selectFrom("calculations")
    .select(["created_at", "input_change_number", "engine_version"])
    .where("company_id", "=", companyId)
    .where("calculation_id", "=", row.calculation)
    .executeTakeFirstOrThrow();
  const components = await describe(tx, companyId, row);
  return {
    ...row,
    calculatedAt: calculation.created_at.toISOString(),
    inputChange: calculation.input_change_number,
    engineVersion: calculation.engine_version,
    components,
  };
}

/** The components' totals with the words of their plan versions, in the order of the plan documents. */
async function describe(tx: Transaction, companyId: number, row: StatementRow): Promise<StatementComponent[]> {
  const totals = await componentTotals(tx, { companyId, ...row });
  const plans = await tx
    .selectFrom("plans")
    .select(["plan", "version", "document"])
    .where("company_id", "=", companyId)
    .where("set", "=", row.set)
    .execute();
  const company = await tx
    .selectFrom("companies")
    .select(sql<Rounding | null>`settings -> 'rounding'`.as("rounding"))
    .where("company_id", "=", companyId)
    .executeTakeFirst();
  const described = totals.map((total) => {
    const stored = plans.find(({ plan, version }) => plan === total.plan && version === total.version);
    const document = stored && planShape.parse(stored.document);
    const place = document?.components.findIndex(({ name }) => name === total.component) ?? -1;
    const component = document?.components[place];
    const rounding = document ? (component?.rounding ?? document.rounding ?? company?.rounding ?? ROUNDING_USUAL) : null;
    const words = {
      label: component?.label ?? total.component,
      planName: document?.name ?? total.plan,
      clause: component?.clause ?? null,
      rounding,
    };
    return { place: place < 0 ? Number.MAX_SAFE_INTEGER : place, words: { ...total, ...words } };
  });
  return described.sort((a, b) => a.place - b.place).map(({ words }) => words);
}
