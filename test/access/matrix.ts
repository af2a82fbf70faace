import { type Permission, PERMISSIONS, type Reach, reachOf, type Role, ROLES } from "../../src/access/permissions.ts";
import { ORIGIN } from "../support/server.ts";
import { type MatrixCompany, NARROW } from "./company.ts";
import { MISSING, type Names, PEOPLE, type Person, STANDS_FOR } from "./people.ts";
import type { MatrixRow, MatrixRows, Request } from "./row.ts";

export type Route = {
  /** Where it differs from the route's own: the permission that says whose rows an answer may hold. */
  readonly judgedBy?: string | undefined;
  /** Administrators who are signed in see everybody's. */
  readonly administrators: boolean;
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly permission: string;
  readonly filters: readonly string[];
  readonly headers: readonly string[];
};
/** "narrow": an API key whose only scope is that of the company's name. */
export const MEANS = ["session", "key", "narrow"] as const;
export type Means = (typeof MEANS)[number];
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
  /** The same request for what nobody has: where the target is not the caller's to see, it must be answered like this one. */
  readonly missing: Request;
};
export type Answer = { readonly status: number; readonly text: string };
type Operation = { readonly "x-permission": string; readonly parameters?: readonly { readonly name: string; readonly in: string }[] };

/** Every route of the specification. */
export async function routesOf(company: MatrixCompany, rows: MatrixRows): Promise<Route[]> {
  const document = (await (await company.request("/api/openapi.json")).json()) as { paths: Record<string, Record<string, Operation>> };
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => {
      const named = (place: string) => (operation.parameters ?? []).filter((each) => each.in === place).map(({ name }) => name);
      const name = `${method.toUpperCase()} ${path}`;
      const row = rows[name];
      return {
        name,
        method: method.toUpperCase(),
        path,
        permission: operation["x-permission"],
        judgedBy: row && row.rows !== "none" ? row.judgedBy : undefined,
        administrators: row !== undefined && row.rows !== "none" && row.administrators === true,
        filters: named("query"),
        headers: named("header"),
      };
    }),
  );
}

const RESTRICTED: ReadonlySet<Role> = new Set(["rep", "manager", "sales-operations"]);
const STRANGERS: ReadonlySet<Person> = new Set(["zzother", "zzforeign"]);

/**
 * Every cell: route × role × means × person, asked for directly, with each filter changed, and with fields that nobody may set.
 * `full` takes every combination; else keys ask for strangers' rows only, and requests are varied where that could lead somewhere.
 */
export function cellsOf(routes: readonly Route[], rows: MatrixRows, company: MatrixCompany, full = false): Cell[] {
  return routes.flatMap((route) => {
    const row = rows[route.name];
    if (!row || row.rows === "none") return [];
    const named = JSON.stringify(row.to(company.names.zzown)) !== JSON.stringify(row.to(company.names.zzforeign));
    return ROLES.flatMap((role) =>
      MEANS.flatMap((means) =>
        PEOPLE.flatMap((target) => {
          const stranger = STRANGERS.has(target);
          if (!full && means !== "session" && !stranger) return [];
          const varied = full || (means === "session" && stranger && (RESTRICTED.has(role) || route.method !== "GET"));
          return variantsOf(route, row, company.names[target], company)
            .slice(0, varied ? undefined : 1)
            .map(([variant, request]) => ({
              route,
              role,
              means,
              target,
              variant,
              request,
              named,
              missing: row.to(missingBeside(target, company)),
            }));
        }),
      ),
    );
  });
}

/** Names that nothing has; what belongs to the company as a whole stays, where the target is of the caller's company. */
function missingBeside(target: Person, { names }: MatrixCompany): Names {
  if (target === "zzforeign") return MISSING;
  const { calculation, draft, import: imported, upload, mapping, plan, product, territory } = names[target];
  return { ...MISSING, calculation, draft, import: imported, upload, mapping, plan, product, territory };
}

/** What an attacker adds to a body: names of columns and fields that decide whose a row is. */
const ASSIGNED = (names: Names, company: MatrixCompany) => ({
  companyId: company.foreignId,
  company_id: company.foreignId,
  company: { id: company.foreignId },
  role: "administrator",
  roles: ["administrator"],
  actor: names.userId,
  participant: names.participant,
  owner: names.participant,
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
  if (typeof direct.body === "string") return variants;
  const { body } = direct;
  const known = new Set(Object.keys(body ?? {})); // the request's own fields stay what leads to the row
  const added = Object.fromEntries(Object.entries(ASSIGNED(names, company)).filter(([name]) => !known.has(name)));
  variants.push(["mass assignment", { ...direct, body: { ...added, ...body } }]);
  const nested = { memberships: [ASSIGNED(names, company)], user: { id: names.userId, name: "zzwritten" } };
  variants.push(["nested write", { ...direct, body: { ...nested, ...body } }]);
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

/** What a route may ask beside the permissions of the table: it reaches the caller alone. */
const OWN: ReadonlySet<string> = new Set(["signed-in", "identity", "public"]);

/** How far the role's permission for the route reaches; undefined where it has none. Routes of the own sign-in reach the caller alone. */
export function reachAt({ permission: asked, judgedBy, administrators }: Route, role: Role, means: Means): Reach | undefined {
  if (administrators && role === "administrator" && means === "session") return "company";
  if (asked === "session") return means === "session" ? "own" : undefined;
  if (means === "narrow" && asked !== NARROW && !OWN.has(asked)) return undefined;
  const permission = judgedBy ?? asked;
  if (OWN.has(permission)) return "own";
  return means === "narrow" && permission !== NARROW ? undefined : reachOf([role], permission as Permission);
}

/** Whose rows a caller may see through a route. */
export function seenBy(route: Route, role: Role, means: Means): ReadonlySet<Person> {
  const reach = reachAt(route, role, means);
  const self = STANDS_FOR[role];
  if (reach === undefined) return new Set();
  if (reach === "company") return new Set(PEOPLE.filter((person) => person !== "zzforeign"));
  return new Set([...(self ? [self] : []), ...(reach === "subtree" && self === "zzboss" ? (["zzsub"] as const) : [])]);
}

/** Whose rows row security leaves to a role, whatever the route: what one of its permissions shows. Pay is judged apart. */
export function seenByRole(role: Role): ReadonlySet<Person> {
  const widest = { permission: "people.read", administrators: false } as const;
  return seenBy({ ...widest, name: "", method: "GET", path: "", filters: [], headers: [] }, role, "session");
}

/** Whether the caller may do what the cell asks for. */
export function isAllowed({ route, role, means, named, target }: Cell): boolean {
  return reachAt(route, role, means) !== undefined && (!named || seenBy(route, role, means).has(target));
}

export type Caller = { request: (url: string, init: RequestInit) => Response | Promise<Response> };

/** The request of a cell, or another one in its place, sent to a server. */
export async function send(app: Caller, cell: Cell, company: MatrixCompany, request: Request = cell.request): Promise<Answer> {
  const { route, role, means } = cell;
  const path = route.path.replaceAll(/\{(.+?)\}/g, (_match, name: string) => encodeURIComponent(request.path?.[name] ?? "zzmissing"));
  const query = new URLSearchParams(request.query).toString();
  const user = company.users[role];
  const text = typeof request.body === "string";
  const headers = new Headers({ host: new URL(ORIGIN).host, "content-type": text ? "application/octet-stream" : "application/json" });
  if (means === "session") headers.set("cookie", user.cookie);
  else headers.set("authorization", `Bearer ${means === "key" ? user.key : user.narrowKey}`);
  if (route.headers.includes("last-event-id")) headers.set("last-event-id", "0");
  const body = request.body === undefined ? {} : { body: typeof request.body === "string" ? request.body : JSON.stringify(request.body) };
  const answer = await app.request(`${ORIGIN}${path}${query === "" ? "" : `?${query}`}`, { method: route.method, headers, ...body });
  return { status: answer.status, text: await textOf(answer) };
}

/** The answer's text; of a stream that does not end, what it tells at once. */
async function textOf(answer: Response): Promise<string> {
  if (!answer.headers.get("content-type")?.startsWith("text/event-stream") || !answer.body) return answer.text();
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (!text.includes(": listening")) {
    const { value, done } = await reader.read();
    if (done) break;
    text += value;
  }
  await reader.cancel();
  return text;
}

/** Of whom, and what, an answer speaks that its caller may not see. Problems repeat what was asked for, so only answers with content count. */
export function leaksIn(cell: Cell, { status, text }: Answer, company: MatrixCompany, seen: ReadonlySet<Person>): string[] {
  if (status >= 300) return [];
  const shown = withoutEcho(text, cell.role);
  const people = PEOPLE.filter((person) => !seen.has(person) && shown.includes(person));
  const blind = cell.role === "sales-operations";
  const pay = blind ? [...company.pay.filter((amount) => shown.includes(amount)), ...(shown.includes("zzpay") ? ["zzpay"] : [])] : [];
  return [...people, ...pay];
}

/** Who stands for a participant may be told so: the own session names it. */
function withoutEcho(text: string, role: Role): string {
  const self = STANDS_FOR[role];
  return self === undefined ? text : text.replaceAll(self, "self");
}

/** An answer without what the request named and what differs between any two: those for a stranger's thing and for none must be equal. */
export function shapeOf({ status, text }: Answer, request: Request): string {
  const named = textsOf(request).toSorted((a, b) => b.length - a.length);
  let shape = text.replaceAll(/"requestId":"[^"]*"/g, "");
  for (const value of named) if (value !== "") shape = shape.replaceAll(new RegExp(`\\b${value.replaceAll(/\W/g, "\\$&")}\\b`, "g"), "…");
  return `${status} ${shape}`;
}

function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number") return [String(value)];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
