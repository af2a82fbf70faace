import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "kysely";
import { ROLES } from "../../src/access/permissions.ts";
import type { SignedIn } from "../../src/access/session.ts";
import type { Session, Store } from "../../src/app/database/store.ts";
import { identifier } from "../../src/app/server/identify.ts";
import { createServer } from "../../src/app/server/server.ts";
import { type MatrixCompany, matrixCompany } from "./company.ts";
import { type Answer, type Cell, cellsOf, leaksIn, reachAt, type Route, routesOf, seenBy, send } from "./matrix.ts";
import { ACCESS } from "./rows/access.ts";
import { IMPORTS } from "./rows/imports.ts";
import { PAY } from "./rows/pay.ts";
import { SALES } from "./rows/sales.ts";
import { SERVER } from "./rows/server.ts";
import type { MatrixRows } from "./row.ts";

const ROWS: MatrixRows = { ...SERVER, ...ACCESS, ...SALES, ...PAY, ...IMPORTS };
const TIMEOUT_MS = 900_000;
/** Each so-manieth cell is called; `ATTAIN_MATRIX_EVERY=1` calls all (6 minutes a wall on a busy machine). */
const EVERY = Number(process.env["ATTAIN_MATRIX_EVERY"] ?? 40);
/**
 * What the program works out for whoever the first wall lets through, and what goes through a port that is made over the store beside the
 * server: with the permission table switched off this construction cannot give them the caller's rights in the database.
 */
const BY_THE_PROGRAM = new Set([
  "POST /api/calculations",
  "POST /api/adjustments",
  "POST /api/adjustments/{adjustment}/void",
  "GET /api/calculations/{calculation}/comparison",
  "GET /api/calculations/{calculation}/comparison/{participant}/{period}/{currency}",
]);
/** Lists whose query does not restrict by reach yet: row security alone holds them. */
const BY_ROW_SECURITY = new Set(["GET /api/positions", "GET /api/reporting-lines"]);

let company: MatrixCompany;
let routes: readonly Route[];
let cells: readonly Cell[];
beforeAll(async () => {
  company = await matrixCompany();
  routes = await routesOf(company, ROWS);
  cells = cellsOf(routes, ROWS, company).filter((_cell, index) => index % EVERY === 0);
}, TIMEOUT_MS);
afterAll(() => company?.close());

describe("the access matrix", { timeout: TIMEOUT_MS }, () => {
  test("has a row for every route", () => {
    expect(routes.filter(({ name }) => ROWS[name] === undefined).map(({ name }) => name)).toEqual([]);
  });

  test("a route that touches no row says what guards it; nobody but a route without rows is public", () => {
    for (const { name, permission } of routes) {
      const row = ROWS[name];
      if (row?.rows === "none") expect([name, row.guard.length > 10]).toEqual([name, true]);
      else expect([name, permission]).not.toEqual([name, "public"]);
    }
  });

  test("an API key was made for every role", () => {
    expect(ROLES.filter((role) => company.users[role].key === undefined)).toEqual([]);
  });

  test("the fixture can leak: an administrator sees everybody of the company, and the foreign company has rows", async () => {
    const whole = cellsOf(routes, ROWS, company).filter(
      ({ role, means, variant, target }) =>
        role === "administrator" && means === "session" && variant === "direct" && target !== "zzforeign",
    );
    const seen = new Set<string>();
    for (const cell of whole.filter(({ route }) => route.method === "GET")) {
      const { status, text } = await send(company.app, cell, company);
      if (ROWS[cell.route.name]?.rows === "participant")
        expect([cell.route.name, cell.target, status]).toEqual([cell.route.name, cell.target, 200]);
      for (const person of ["zzown", "zzboss", "zzsub", "zzother"]) if (text.includes(person)) seen.add(person);
    }
    expect(seen.size).toBe(4);
  });

  test("both walls: no cell shows or changes what is not the caller's", async () => {
    await judge("both walls", (cell) => send(company.app, cell, company));
  });

  test("the permission table switched off: row security alone shows and changes nothing of another's", async () => {
    const { app, restrict } = withoutPermissions(company);
    await judge("row security alone", (cell) => send(app, cell, company), restrict);
  });

  test("row security of the company switched off: the permission table alone shows nothing of another's", async () => {
    const app = createServer({ ...company.deps, store: asAdministrator(company.deps.store) }, identifier(company.deps));
    await judge(
      "permission table alone",
      (cell) => send(app, cell, company),
      ({ route }) => !BY_ROW_SECURITY.has(route.name),
    );
  });
});

type Seeing = (cell: Cell) => boolean;

/** Calls every cell that may not succeed, and every reading one; says how many, and what leaked. */
async function judge(name: string, call: (cell: Cell) => Promise<Answer>, counts: Seeing = () => true): Promise<void> {
  const before = await contentOf(company.store);
  const leaks: string[] = [];
  let called = 0;
  for (const cell of cells.filter(counts)) {
    const reached = reachAt(cell.route, cell.role, cell.means) !== undefined;
    const allowed = reached && (!cell.named || seenBy(cell.route, cell.role, cell.means).has(cell.target));
    if (cell.route.method !== "GET" && allowed) continue; // what a role may write is tested where it is written
    const answer = await call(cell);
    called += 1;
    const label = `${cell.route.name} by ${cell.role} (${cell.means}) for ${cell.target}, ${cell.variant}: ${answer.status}`;
    for (const leak of leaksIn(cell, answer, company)) leaks.push(`${label} shows ${leak}`);
    if (answer.status >= 500) leaks.push(`${label} fails: ${answer.text}`);
  }
  expect(leaks.slice(0, 20), `${leaks.length} leaks`).toEqual([]);
  expect(await contentOf(company.store)).toEqual(before);
  console.log(`access matrix, ${name}: ${called} cells, ${leaks.length} leaks`);
}

/** Every session passes the first wall as an administrator's; the database gets the rights that the caller has. */
function withoutPermissions({ deps }: MatrixCompany) {
  const rights = new Map<string, Session>();
  const identify = async (headers: Headers, address: string): Promise<SignedIn | undefined> => {
    const session = await identifier(deps)(headers, address);
    if (!session) return undefined;
    const { scopes: _scopes, ...whole } = session;
    rights.set(session.user.id, {
      companyId: session.company.id,
      actor: session.user.id,
      roles: session.roles,
      ...(session.participant === null ? {} : { participant: session.participant }),
    });
    return { ...whole, roles: ["administrator"], leads: async () => true };
  };
  const real = (session: Session): Session => rights.get(session.actor) ?? session;
  const store: Store = {
    ...deps.store,
    as: (session, work) => deps.store.as(real(session), work),
    publish: (session, change, work) => deps.store.publish(real(session), change, work),
  };
  // What belongs to users rather than companies stands in tables of the sign-in role, which row security does not part: the first wall alone holds.
  const bySignIn = new Set(["/api/sign-ins", "/api/memberships", "/api/sessions", "/api/sign-in-events", "/api/demo"]);
  const restrict = ({ route }: Cell) => !BY_THE_PROGRAM.has(route.name) && ![...bySignIn].some((path) => route.path.startsWith(path));
  return { app: createServer({ ...deps, store }, identify), restrict };
}

/** The database lets every session see and write the whole company. */
function asAdministrator(store: Store): Store {
  const whole = (session: Session): Session => (session.roles === "system" ? session : { ...session, roles: ["administrator"] });
  return {
    ...store,
    as: (session, work) => store.as(whole(session), work),
    publish: (session, change, work) => store.publish(whole(session), change, work),
  };
}

/** A fingerprint of every table whose rows belong to a company, of users, and of their sign-ins; not of what each request notes. */
function contentOf(store: Store): Promise<unknown[]> {
  return store.system(async (tx) => {
    const { rows: tables } = await sql<{ name: string }>`
      select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        and c.relname not like 'kysely%' and c.relname not in ('session', 'verification', 'sign_in_events', 'api_keys', 'rate_limits', 'tasks', 'protections')
      order by 1`.execute(tx);
    const content: unknown[] = [];
    for (const { name } of tables) {
      const { rows } =
        await sql`select count(*) as rows, coalesce(sum(hashtextextended(t::text, 0)), 0)::text as hash from ${sql.table(name)} t`.execute(
          tx,
        );
      content.push([name, ...rows]);
    }
    return content;
  });
}
