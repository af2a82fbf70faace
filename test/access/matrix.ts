import { type Permission, PERMISSIONS, type Reach, reachOf, type Role, ROLES } from "../../src/access/permissions.ts";
import { ORIGIN } from "../support/server.ts";
import { type MatrixCompany, type Names, PEOPLE, type Person, STANDS_FOR } from "./company.ts";
import type { MatrixRow, MatrixRows, Request } from "./row.ts";

export type Route = {
  /** Where it differs from the route's own: the permission that says whose rows an answer may hold. */
  readonly judgedBy?: string | undefined;
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly permission: string;
  readonly filters: readonly string[];
};
export type Means = "session" | "key";
/** One call of the matrix: what was asked, by whom, for whose row, and how it was varied. */
export type Cell = {
  readonly route: Route;
  readonly role: Role;
  readonly means: Means;
  readonly target: Person;
  readonly variant: string;
  readonly request: Request;
  /** Whether the request names the person; else it can only mean the caller's own company. */
  readonly named: boolean;
};
export type Answer = { readonly status: number; readonly text: string };
type Operation = { readonly "x-permission": string; readonly parameters?: readonly { readonly name: string; readonly in: string }[] };

/** Every route of the specification. */
export async function routesOf(company: MatrixCompany, rows: MatrixRows): Promise<Route[]> {
  const document = (await (await company.request("/api/openapi.json")).json()) as { paths: Record<string, Record<string, Operation>> };
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path,
      permission: operation["x-permission"],
      judgedBy: judgeOf(rows[`${method.toUpperCase()} ${path}`]),
      filters: (operation.parameters ?? []).filter((parameter) => parameter.in === "query").map(({ name }) => name),
    })),
  );
}

function judgeOf(row: MatrixRow | undefined): string | undefined {
  return row && row.rows !== "none" ? row.judgedBy : undefined;
}

/** Nightly: every variant of every cell. Else by key for those who are not the caller's, and varied where that could lead somewhere. */
const FULL = process.env["ATTAIN_MATRIX"] === "full";
const RESTRICTED: ReadonlySet<Role> = new Set(["rep", "manager", "sales-operations"]);
const STRANGERS: ReadonlySet<Person> = new Set(["zzother", "zzforeign"]);

/**
 * Every cell: route × role × means × person, asked for directly, with each filter changed, and with fields that nobody may set.
 * `ATTAIN_MATRIX=full` takes every combination.
 */
export function cellsOf(routes: readonly Route[], rows: MatrixRows, company: MatrixCompany): Cell[] {
  return routes.flatMap((route) => {
    const row = rows[route.name];
    if (!row || row.rows === "none") return [];
    return ROLES.flatMap((role) =>
      (["session", "key"] as const).flatMap((means) =>
        PEOPLE.flatMap((target) => {
          const named = JSON.stringify(row.to(company.names.zzown)) !== JSON.stringify(row.to(company.names.zzforeign));
          const stranger = STRANGERS.has(target);
          if (!FULL && means === "key" && !stranger) return [];
          const varied = FULL || (means === "session" && stranger && RESTRICTED.has(role));
          return variantsOf(route, row, company.names[target], company)
            .slice(0, varied ? undefined : 1)
            .map(([variant, request]) => ({ route, role, means, target, variant, request, named }));
        }),
      ),
    );
  });
}

/** What an attacker adds to a body: names of columns and fields that decide whose a row is. */
const ASSIGNED = (names: Names, company: MatrixCompany) => ({
  companyId: company.foreignId,
  company_id: company.foreignId,
  company: { id: company.foreignId },
  role: "administrator",
  roles: ["administrator"],
  participant: names.participant,
  userId: names.userId,
  permission: PERMISSIONS[0],
  change_number: 1,
});

function variantsOf(route: Route, row: Exclude<MatrixRow, { rows: "none" }>, names: Names, company: MatrixCompany): [string, Request][] {
  const direct = row.to(names);
  const variants: [string, Request][] = [["direct", direct]];
  if (route.method === "GET") {
    for (const filter of route.filters) {
      for (const value of filterValues(filter, names))
        variants.push([`${filter}=${value}`, { ...direct, query: { ...direct.query, [filter]: value } }]);
    }
    if (direct.query) variants.push(["without its filter", { ...direct, query: {} }]);
    return variants;
  }
  variants.push(["mass assignment", { ...direct, body: { ...ASSIGNED(names, company), ...direct.body } }]);
  variants.push([
    "nested write",
    { ...direct, body: { ...direct.body, memberships: [ASSIGNED(names, company)], user: { id: names.userId, name: "zzwritten" } } },
  ]);
  return variants;
}

/** Values that try to lead a filter to somebody's rows. */
function filterValues(filter: string, names: Names): string[] {
  if (filter === "search") return [names.participant, names.customer, "zz", "%"];
  if (filter === "format") return ["json", "csv"];
  if (filter === "asOf") return ["1", "2", "999999"];
  if (filter === "limit") return ["1000"];
  if (filter === "total") return ["true"];
  if (filter === "sort" || filter === "fields") return [];
  if (filter === "cursor") return [Buffer.from(JSON.stringify({ participant: names.participant })).toString("base64url")];
  const [field = filter, bound] = filter.split(".");
  if (bound !== undefined) return [];
  const known: Readonly<Record<string, string>> = { ...names, owner: names.participant, user: names.userId };
  return [known[field] ?? names.participant];
}

/** How far the role's permission for the route reaches; undefined where it has none. Routes of the own sign-in reach the caller alone. */
export function reachAt({ permission: asked, judgedBy }: Route, role: Role, means: Means): Reach | undefined {
  const permission = judgedBy ?? asked;
  if (permission === "session") return means === "session" ? "own" : undefined;
  if (permission === "signed-in" || permission === "public") return "own";
  return reachOf([role], permission as Permission);
}

/** Whose rows a caller may see through a route. */
export function seenBy(route: Route, role: Role, means: Means): ReadonlySet<Person> {
  const reach = reachAt(route, role, means);
  const self = STANDS_FOR[role];
  if (reach === undefined) return new Set();
  if (reach === "company") return new Set(PEOPLE.filter((person) => person !== "zzforeign"));
  return new Set([...(self ? [self] : []), ...(reach === "subtree" && self === "zzboss" ? (["zzsub"] as const) : [])]);
}

/** The request of a cell, sent to a server. */
export async function send(
  app: { request: (url: string, init: RequestInit) => Response | Promise<Response> },
  cell: Cell,
  company: MatrixCompany,
): Promise<Answer> {
  const { route, role, means, request } = cell;
  const path = route.path.replaceAll(/\{(.+?)\}/g, (_match, name: string) => encodeURIComponent(request.path?.[name] ?? "zzmissing"));
  const query = new URLSearchParams(request.query).toString();
  const user = company.users[role];
  const headers = new Headers({ host: new URL(ORIGIN).host, "content-type": "application/json" });
  if (means === "session") headers.set("cookie", user.cookie);
  else headers.set("authorization", `Bearer ${user.key ?? ""}`);
  const body = request.body === undefined ? {} : { body: JSON.stringify(request.body) };
  const answer = await app.request(`${ORIGIN}${path}${query === "" ? "" : `?${query}`}`, { method: route.method, headers, ...body });
  return { status: answer.status, text: await answer.text() };
}

/** Of whom, and what, an answer speaks that its caller may not see. Problems repeat what was asked for, so only answers with content count. */
export function leaksIn(cell: Cell, { status, text }: Answer, company: MatrixCompany): string[] {
  if (status >= 300) return [];
  const seen = seenBy(cell.route, cell.role, cell.means);
  const shown = withoutEcho(text, cell.role);
  const people = PEOPLE.filter((person) => !seen.has(person) && shown.includes(person));
  const pay =
    cell.role === "sales-operations"
      ? [...company.pay.filter((amount) => shown.includes(amount)), ...(shown.includes("zzpay") ? ["zzpay"] : [])]
      : [];
  return [...people, ...pay];
}

/** Who stands for a participant may be told so: the own session names it. */
function withoutEcho(text: string, role: Role): string {
  const self = STANDS_FOR[role];
  return self === undefined ? text : text.replaceAll(self, "self");
}
