import {
  answerChecker,
  type Declared,
  errorsOf,
  operationsOf,
  type Schema,
  type Specification,
  validatorsOf,
} from "../support/api-contract.ts";
import type { CompanyServer } from "../support/company-server.ts";
import { ORIGIN } from "../support/server.ts";
import { diceOf, type FuzzRequest, requestMaker } from "./requests.ts";

export type FuzzResult = {
  readonly requests: number;
  /** How many answers had each status. */
  readonly statuses: ReadonlyMap<number, number>;
  readonly failures: readonly string[];
  /** Operations that were answered well at least once. */
  readonly answered: ReadonlySet<string>;
  readonly slowestMs: number;
};

/** The longest that an answer may take. */
const HANG_MS = 10_000;
const SIGN_IN_EVERY = 100;
const IDS_MAX = 40;
const FAILURES_MAX = 20;

/** What an answer must never hold: a stack trace, or the words of a statement. */
const INSIDE =
  /\n\s+at .+:\d+|node_modules|\bselect\b.+\bfrom\b.+\bwhere\b|insert into |syntax error at|violates .+ constraint|SQLSTATE|relation ".+" does not|pg_catalog/i;

/** Operations that would end the run: they take the sign-ins of the roles away, or hold the connection open. */
const LEFT_OUT = new Set(["listenToEvents"]);

/** Plays so many requests made from the specification; the same seed plays the same ones, as far as ids of answers are the same. */
export async function fuzz(
  server: CompanyServer,
  { seed, requests }: { readonly seed: number; readonly requests: number },
): Promise<FuzzResult> {
  const specification = (await (await server.request("/api/openapi.json")).json()) as Specification;
  const operations = operationsOf(specification).filter(({ operation }) => !LEFT_OUT.has(operation.operationId));
  const check = answerChecker(specification);
  const violates = requestChecker(specification);
  const ids = new Map<string, string[]>();
  const dice = diceOf(seed);
  const make = requestMaker(specification, operations, dice, ids);
  const statuses = new Map<number, number>();
  const failures: string[] = [];
  const answered = new Set<string>();
  let cookies: Readonly<Record<string, string>> = server.cookies;
  let slowestMs = 0;
  for (let index = 0; index < requests && failures.length < FAILURES_MAX; index += 1) {
    if (index % SIGN_IN_EVERY === SIGN_IN_EVERY - 1) cookies = await server.signInAgain();
    const request = make();
    const startedMs = performance.now();
    const answer = await send(server, cookies, request);
    if (answer === "hangs") {
      failures.push(`${spoken(request)}: no answer within ${HANG_MS} ms`);
      continue;
    }
    slowestMs = Math.max(slowestMs, performance.now() - startedMs);
    const { status } = answer.response;
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    const problem = judged(request, answer, check) ?? (status < 300 ? violates(request) : undefined);
    if (problem !== undefined) failures.push(`#${index} ${spoken(request)}\n  ${problem}${insideOf(server, answer.response)}`);
    if (status < 300) {
      answered.add(request.declared.operation.operationId);
      if (answer.text !== "" && answer.response.headers.get("content-type")?.startsWith("application/json"))
        remember(JSON.parse(answer.text), ids, dice);
    }
  }
  return { requests, statuses, failures, answered, slowestMs };
}

type Answer = { readonly response: Response; readonly text: string };

async function send(server: CompanyServer, cookies: Readonly<Record<string, string>>, request: FuzzRequest): Promise<Answer | "hangs"> {
  const { method, path, headers, role } = request;
  const cookie = role === undefined ? undefined : cookies[role];
  const body = method === "GET" || method === "HEAD" ? undefined : request.body;
  const answering = (async (): Promise<Answer> => {
    const sent = new Headers({ ...headers, host: new URL(ORIGIN).host, ...(cookie === undefined ? {} : { cookie }) });
    const response = await server.app.request(`${ORIGIN}${path}`, { method, headers: sent, ...(body === undefined ? {} : { body }) });
    return { response, text: await response.text() };
  })();
  const { promise, resolve } = Promise.withResolvers<"hangs">();
  const timer = setTimeout(() => resolve("hangs"), HANG_MS);
  try {
    return await Promise.race([answering, promise]);
  } finally {
    clearTimeout(timer);
  }
}

function judged(
  { declared, method }: FuzzRequest,
  { response, text }: Answer,
  check: (declared: Declared, answer: Response, text: string) => string | undefined,
): string | undefined {
  if (response.status >= 500) return `${response.status}: ${text.slice(0, 400)}`;
  if (response.status >= 400 && method !== "HEAD" && response.headers.get("content-type") !== "application/problem+json")
    return `${response.status} is no problem document: ${text.slice(0, 200)}`;
  if (INSIDE.test(text) && response.headers.get("content-type") === "application/problem+json")
    return `shows the inside: ${text.slice(0, 400)}`;
  return method === declared.method.toUpperCase() ? check(declared, response, text) : undefined;
}

/** Probes and their balancers add parameters of their own against caches. */
const PROBES = new Set(["/healthz", "/readyz", "/metrics"]);

/** What of a request is not as declared: one that is answered well all the same was accepted in silence. */
function requestChecker(specification: Specification): (request: FuzzRequest) => string | undefined {
  const validatorOf = validatorsOf(specification);
  const of = (place: string, schema: Schema, value: unknown): string | undefined => {
    const validate = validatorOf(schema);
    return validate(value) ? undefined : `accepted, though ${place} is not as declared: ${errorsOf(validate)}`;
  };
  return ({ declared, method, path, body, headers }) => {
    if (method !== declared.method.toUpperCase()) return undefined;
    const { requestBody, parameters = [] } = declared.operation;
    const json = requestBody?.content["application/json"]?.schema;
    if (json && body !== undefined && headers["content-type"] === "application/json") {
      const problem = of("the body", json, JSON.parse(body));
      if (problem !== undefined) return problem;
    }
    const { pathname, searchParams: query } = new URL(path, "http://server");
    if (PROBES.has(pathname)) return undefined;
    const named = new Set(parameters.filter((one) => one.in === "query").map(({ name }) => name));
    for (const name of query.keys()) if (!named.has(name) && name !== "") return `accepted, though it has no parameter ${name}`;
    for (const { name, schema } of parameters.filter((one) => one.in === "query")) {
      const [value, ...more] = query.getAll(name);
      if (value === undefined || more.length > 0) continue;
      const problem = of(name, schema, typed(value, schema));
      if (problem !== undefined) return problem;
    }
    return undefined;
  };
}

/** The text of a parameter as the type that its schema names. */
function typed(value: string, schema: Schema): unknown {
  const types = [schema["type"]].flat();
  if (types.includes("integer") || types.includes("number")) return value.trim() === "" ? value : Number(value);
  if (types.includes("boolean") && (value === "true" || value === "false")) return value === "true";
  return value;
}

/** What the server's log says of a failed request. */
function insideOf({ lines }: CompanyServer, response: Response): string {
  const line = lines.find(({ event, requestId }) => event === "failure" && requestId === response.headers.get("x-request-id"));
  return line ? `\n  ${String(line["error"]).slice(0, 600)}` : "";
}

/** Keeps values of answers by their names, to be sent as ids later. */
function remember(value: unknown, ids: Map<string, string[]>, dice: (below: number) => number, name = ""): void {
  if (Array.isArray(value)) value.slice(0, 5).forEach((item) => remember(item, ids, dice, name));
  else if (typeof value === "object" && value !== null)
    for (const [key, item] of Object.entries(value)) remember(item, ids, dice, key === "nextCursor" ? "cursor" : key);
  else if (typeof value === "string" || typeof value === "number") {
    const kept = ids.get(name) ?? [];
    if (kept.includes(String(value))) return;
    if (kept.length < IDS_MAX) kept.push(String(value));
    else kept[dice(IDS_MAX)] = String(value);
    ids.set(name, kept);
  }
}

function spoken({ method, path, role, body }: FuzzRequest): string {
  return `${method} ${path.slice(0, 300)} as ${role ?? "nobody"}${body === undefined ? "" : ` with ${body.slice(0, 300)}`}`;
}
