import { type RawBuilder, sql, type SqlBool } from "kysely";
import { type Permission, reachOfActor } from "../../access/permissions.ts";
import { withinReach } from "../../access/reach/store.ts";
import type { SignedIn } from "../../access/session.ts";
import { listStatements, withinStatements } from "../../compensation/statements/store.ts";
import { territoryRows } from "../../territories/store.ts";
import { customerRows } from "../../transactions/customers/store.ts";
import { opportunityRows } from "../../transactions/opportunities/store.ts";
import { productRows } from "../../transactions/products/store.ts";
import { withinTransactions } from "../../transactions/store.ts";
import { knownAt } from "../database/as-of.ts";
import type { Transaction } from "../database/store.ts";

/** The kinds of records that have a page of their own. */
export const RECORD_KINDS = ["person", "statement", "opportunity", "customer", "product", "territory", "transaction", "plan"] as const;
type RecordKind = (typeof RECORD_KINDS)[number];

/** A record that was found, and the address of its page in the web app. */
export type Found = { readonly kind: RecordKind; readonly title: string; readonly detail: string; readonly to: string };

type Source = {
  readonly permission: Permission;
  readonly find: (tx: Transaction, session: SignedIn, words: string) => Promise<Found[]>;
};

/** So many of each kind. */
const FOUND_MAX = 6;

/** How each kind is found. Row security holds in each query, and the reach of its permission restricts it once more. */
const SOURCES: Readonly<Record<RecordKind, Source>> = {
  person: { permission: "people.read", find: findPeople },
  statement: { permission: "statements.read", find: findStatements },
  opportunity: { permission: "opportunities.read", find: findOpportunities },
  customer: { permission: "customers.read", find: findCustomers },
  product: { permission: "products.read", find: findProducts },
  territory: { permission: "territories.read", find: findTerritories },
  transaction: { permission: "transactions.read", find: findTransactions },
  plan: { permission: "plans.read", find: findPlans },
};

/** Records whose name or id holds the words, kind by kind; kinds that the caller may not read are not asked. */
export async function searchRecords(tx: Transaction, session: SignedIn, words: string): Promise<Found[]> {
  const found: Found[] = [];
  for (const kind of RECORD_KINDS) {
    const { permission, find } = SOURCES[kind];
    if (reachOfActor(session, permission) !== undefined) found.push(...(await find(tx, session, words)));
  }
  return found;
}

async function findPeople(tx: Transaction, session: SignedIn, words: string): Promise<Found[]> {
  const rows = await tx
    .selectFrom("people as p")
    .leftJoin("people_personal as n", (join) =>
      join.onRef("n.company_id", "=", "p.company_id").onRef("n.participant", "=", "p.participant"),
    )
    .select((e) => ["p.participant", e.fn.coalesce("n.name", "p.participant").as("name")])
    .where("p.company_id", "=", session.company.id)
    .where(holds(sql`coalesce(n.name, '') || ' ' || p.participant`, words))
    .where(withinReach(session, "people.read", { owner: "p.participant" }))
    .orderBy("name")
    .limit(FOUND_MAX)
    .execute();
  return rows.map(({ participant, name }) => ({
    kind: "person",
    title: name,
    detail: participant,
    to: `/people/${encodeURIComponent(participant)}`,
  }));
}

/** Statements by a person and a period together: "blythe 2026-Q1", in either order. */
async function findStatements(tx: Transaction, session: SignedIn, words: string): Promise<Found[]> {
  const parts = words.split(/\s+/);
  const periods = await tx
    .selectFrom("statements")
    .select("period")
    .distinct()
    .where("company_id", "=", session.company.id)
    .where((e) =>
      e(
        e.fn("lower", ["period"]),
        "in",
        parts.map((part) => part.toLowerCase()),
      ),
    )
    .execute();
  const found: Found[] = [];
  for (const { period } of periods) {
    const search = parts.filter((part) => part.toLowerCase() !== period.toLowerCase()).join(" ");
    const filter = { period, ...(search === "" ? {} : { search }), within: withinStatements(session) };
    for (const { participant, name, set } of await listStatements(tx, session.company.id, filter, FOUND_MAX))
      found.push({
        kind: "statement",
        title: `${name}, ${period}`,
        detail: set === "default" ? participant : set,
        to: `/statements/${encodeURIComponent(participant)}/${encodeURIComponent(period)}${inSet(set)}`,
      });
  }
  return found.slice(0, FOUND_MAX);
}

/** Opportunities by name, id or customer. Open ones come first, and are few: the closed ones are only looked through where they leave room. */
async function findOpportunities(tx: Transaction, session: SignedIn, words: string): Promise<Found[]> {
  const open = await opportunitiesWith(tx, session, words, sql`o.outcome = 'open'`, FOUND_MAX);
  const room = FOUND_MAX - open.length;
  return room === 0 ? open : [...open, ...(await opportunitiesWith(tx, session, words, sql`o.outcome <> 'open'`, room))];
}

async function opportunitiesWith(
  tx: Transaction,
  session: SignedIn,
  words: string,
  outcome: RawBuilder<SqlBool>,
  limit: number,
): Promise<Found[]> {
  const known = knownAt(session.company.id, undefined);
  const rows = await tx
    .selectFrom(opportunityRows(tx, { known, session }).as("o"))
    .select(["o.opportunity", "o.name", "o.stage", "o.customerName"])
    .where(outcome)
    .where((e) =>
      e.or([
        holds(sql`coalesce(o.name, '') || ' ' || o.opportunity`, words),
        // by the id: the customers are looked up once, and no opportunity is joined to be judged
        sql<SqlBool>`o.customer in (select customer from customers where company_id = ${session.company.id} and ${holds(sql`name`, words)})`,
      ]),
    )
    .orderBy((e) => e.fn.coalesce("o.opportunity")) // sorted after the scan: stepping through the key's index for a word that no name holds takes longer
    .limit(limit)
    .execute();
  return rows.map(({ opportunity, name, stage, customerName }) => ({
    kind: "opportunity",
    title: name ?? opportunity,
    detail: customerName === null ? stage : `${stage} · ${customerName}`,
    to: `/opportunities/${encodeURIComponent(opportunity)}`,
  }));
}

async function findCustomers(tx: Transaction, session: SignedIn, words: string): Promise<Found[]> {
  const known = knownAt(session.company.id, undefined);
  const rows = await tx
    .selectFrom(customerRows(tx, { known, session }).as("c"))
    .select(["c.customer", "c.name", "c.territoryName"])
    .where(holds(sql`coalesce(c.name, '') || ' ' || c.customer`, words))
    .orderBy("c.name")
    .orderBy("c.customer")
    .limit(FOUND_MAX)
    .execute();
  return rows.map(({ customer, name, territoryName }) => ({
    kind: "customer",
    title: name ?? customer,
    detail: territoryName === null ? customer : `${customer} · ${territoryName}`,
    to: `/customers/${encodeURIComponent(customer)}`,
  }));
}

async function findProducts(tx: Transaction, session: SignedIn, words: string): Promise<Found[]> {
  const known = knownAt(session.company.id, undefined);
  const rows = await tx
    .selectFrom(productRows(tx, { known }).as("p"))
    .select(["p.product", "p.name", "p.family"])
    .where(holds(sql`coalesce(p.name, '') || ' ' || p.product`, words))
    .orderBy("p.name")
    .orderBy("p.product")
    .limit(FOUND_MAX)
    .execute();
  return rows.map(({ product, name, family }) => ({
    kind: "product",
    title: name ?? product,
    detail: family === null ? product : `${product} · ${family}`,
    to: `/products/${encodeURIComponent(product)}`,
  }));
}

async function findTerritories(tx: Transaction, session: SignedIn, words: string): Promise<Found[]> {
  const known = knownAt(session.company.id, undefined);
  const rows = await tx
    .selectFrom(territoryRows(tx, { known }).as("y"))
    .select(["y.territory", "y.name", "y.parentName"])
    .where(holds(sql`coalesce(y.name, '') || ' ' || y.territory`, words))
    .orderBy("y.name")
    .orderBy("y.territory")
    .limit(FOUND_MAX)
    .execute();
  return rows.map(({ territory, name, parentName }) => ({
    kind: "territory",
    title: name ?? territory,
    detail: parentName === null ? territory : `${territory} · ${parentName}`,
    to: `/territories/${encodeURIComponent(territory)}`,
  }));
}

/**
 * Transactions whose id begins with the words, in any source. The key begins with the source, so the sources are stepped through one by
 * one: each step and each search is a look into the index, however many transactions there are.
 */
async function findTransactions(tx: Transaction, session: SignedIn, words: string): Promise<Found[]> {
  const company = session.company.id;
  const { rows } = await sql<{ source: string; transaction: string; line: string; date: string; customer: string | null }>`
    with recursive sources as (
      (select source from transactions where company_id = ${company} order by source limit 1)
      union all
      select (select t.source from transactions t where t.company_id = ${company} and t.source > sources.source order by t.source limit 1)
      from sources where sources.source is not null
    )
    select t.source, t.transaction, t.line, t.date::text as date, coalesce(c.name, t.customer) as customer
    from sources
    cross join lateral (
      select t.* from transactions t
      where t.company_id = ${company} and t.source = sources.source and t.transaction >= ${words}
        and starts_with(t.transaction, ${words}) and ${withinTransactions(session)}
      order by t.transaction, t.line limit ${FOUND_MAX}
    ) t
    left join customers c on c.company_id = ${company} and c.customer = t.customer
    order by t.transaction, t.line limit ${FOUND_MAX}`.execute(tx);
  return rows.map(({ source, transaction, line, date, customer }) => ({
    kind: "transaction",
    title: line === "1" ? transaction : `${transaction} / ${line}`,
    detail: customer === null ? date : `${date} · ${customer}`,
    to: `/transactions/${[source, transaction, line].map(encodeURIComponent).join("/")}`,
  }));
}

/** Plans by name or id, each set's latest version. */
async function findPlans(tx: Transaction, session: SignedIn, words: string): Promise<Found[]> {
  const name = sql<string>`coalesce(plans.document ->> 'name', plans.plan)`;
  const rows = await tx
    .selectFrom("plans")
    .select(["set", "plan", "version", name.as("name")])
    .distinctOn(["set", "plan"])
    .where("company_id", "=", session.company.id)
    .where(holds(sql`${name} || ' ' || plans.plan`, words))
    .orderBy("set")
    .orderBy("plan")
    .orderBy(sql`plans.document -> 'effective' ->> 'from'`, "desc")
    .limit(FOUND_MAX)
    .execute();
  return rows.map(({ set, plan, version, name: title }) => ({
    kind: "plan",
    title,
    detail: set === "default" ? `${plan} ${version}` : `${plan} ${version} · ${set}`,
    to: `/plans/${encodeURIComponent(plan)}/${encodeURIComponent(version)}${inSet(set)}`,
  }));
}

/** Whether the words stand somewhere in a text, whatever their case. */
function holds(text: RawBuilder<unknown>, words: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`position(lower(${words}) in lower(${text})) > 0`;
}

/** The default plan set is left out of an address. */
function inSet(set: string): string {
  return set === "default" ? "" : `?set=${encodeURIComponent(set)}`;
}
