/**
 * Errors of the API in the form of RFC 9457 (application/problem+json): a stable code, what happened, where, and what to do.
 * The table is the registry: `/api/problems/<code>` serves each entry, and that address is the problem's `type`.
 */
export const PROBLEMS = {
  "malformed-json": { status: 400, title: "The body is not valid JSON", fix: "Send a JSON object with Content-Type application/json" },
  "invalid-input": { status: 400, title: "A value of the request is not as declared", fix: "Correct the fields named in `errors`" },
  "invalid-cursor": {
    status: 400,
    title: "The paging cursor is not one of ours",
    fix: "Start again without `cursor`, or send `nextCursor` of the page before unchanged",
  },
  "wrong-password": {
    status: 401,
    title: "E-mail address and password do not match",
    fix: "Try again, or set a new password by mail",
  },
  "wrong-code": {
    status: 401,
    title: "The code is not right, or was used before",
    fix: "Wait for the app's next code, use a backup code, or sign in again",
  },
  "not-signed-in": { status: 401, title: "Nobody is signed in", fix: "Sign in and repeat the request" },
  "not-permitted": { status: 403, title: "Your role does not allow this", fix: "Ask an administrator of your company" },
  "second-factor-needed": {
    status: 403,
    title: "Your company asks for a second factor",
    fix: "Set one up under Security; until then nothing else answers",
  },
  "cross-site": { status: 403, title: "The request comes from another site", fix: "Send it from Attain's own pages" },
  "not-found": { status: 404, title: "There is no such thing, or it is not yours to see", fix: "Check the address" },
  conflict: { status: 409, title: "This exists already", fix: "Use another value, or change the one that is there" },
  "changed-since": {
    status: 409,
    title: "It has changed since it was looked at",
    fix: "Look at it again, then decide",
  },
  "not-in-this-state": {
    status: 409,
    title: "It is not in a state in which this can be done",
    fix: "Read it again, and do one of the steps that it names",
  },
  "not-a-draft": {
    status: 409,
    title: "The calculation is no draft",
    fix: "Only a draft is published or discarded; calculate again for a new one",
  },
  "blocking-findings": {
    status: 409,
    title: "Findings keep the calculation from being published",
    fix: "Resolve them and calculate again, or publish with `acceptFindings` to take responsibility for them",
  },
  "not-reproducible": {
    status: 409,
    title: "The calculation does not come out as it was kept",
    fix: "Run `attain replay`: it names every difference. Another version of the program may have made it",
  },
  "link-used": {
    status: 410,
    title: "The link was used or has expired",
    fix: "Ask for a new one; the server prints a new set-up link at its start while no administrator exists",
  },
  "idempotency-key-reused": {
    status: 422,
    title: "The idempotency key was used for another request",
    fix: "Send a new key with every new request; repeat one only with the same content",
  },
  "idempotency-key-running": {
    status: 409,
    title: "The first request with this idempotency key is still at work",
    fix: "Send the request again after a while",
  },
  "idempotency-key-lost": {
    status: 409,
    title: "The first request with this idempotency key ended without an answer",
    fix: "Look whether it took effect; then send the request with a new key, or not at all",
  },
  "too-large": { status: 413, title: "The body is too large", fix: "Send at most 1 MB of JSON; files to import go to `/api/uploads`" },
  "unsupported-media-type": {
    status: 415,
    title: "The body is not in a form that this takes",
    fix: "Send Content-Type application/json, or the type that the documentation of the operation names",
  },
  "too-many-rows": {
    status: 413,
    title: "The export would have too many rows",
    fix: "Narrow the filter, or ask for another format: `format=csv` holds the most",
  },
  "file-refused": {
    status: 422,
    title: "A file cannot be used",
    fix: "Do what `errors` says of each place, and send the file again",
  },
  "too-many-attempts": { status: 429, title: "Too many attempts", fix: "Wait for the seconds in Retry-After" },
  "too-many-requests": {
    status: 429,
    title: "More requests than one user or API key may send",
    fix: "Wait for the seconds in Retry-After; RateLimit says how many are left",
  },
  internal: {
    status: 500,
    title: "Something failed on our side",
    fix: "Try again; if it stays, look for the request id in the server's log",
  },
  "not-done": {
    status: 500,
    title: "A command could not be done",
    fix: "Do what `detail` says, and run it again",
  },
  "mail-failed": {
    status: 502,
    title: "The mail server did not take the mail",
    fix: "Check ATTAIN_SMTP_URL and the server's log, then send it again",
  },
  "being-calculated": {
    status: 503,
    title: "What this is read from is being calculated",
    fix: "Ask again after the seconds in Retry-After; the calculation goes on meanwhile",
  },
  starting: { status: 503, title: "The server is still starting", fix: "Wait; /readyz names the step" },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

/** One wrong value: `place` is a path such as `query.limit` or `body.email`. */
export type ProblemPlace = { readonly place: string; readonly message: string };

export type ProblemDocument = {
  readonly type: string;
  readonly code: ProblemCode;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly fix: string;
  readonly requestId: string;
  readonly errors?: readonly ProblemPlace[];
};

/** Thrown by handlers; the server answers with its document. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly errors: readonly ProblemPlace[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: ProblemCode,
    detail?: string,
    options: { readonly errors?: readonly ProblemPlace[]; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(detail ?? PROBLEMS[code].title);
    this.code = code;
    this.errors = options.errors ?? [];
    this.headers = options.headers ?? {};
  }
}

/** Seconds after which whoever was told to wait asks again. */
const RETRY_SECONDS = 2;

/** For what is read from a calculation that is being made: the request ends, the calculation goes on. */
export function beingCalculated(): Problem {
  return new Problem("being-calculated", undefined, { headers: { "retry-after": String(RETRY_SECONDS) } });
}

export function problemDocument(problem: Problem, requestId: string): ProblemDocument {
  const { status, title, fix } = PROBLEMS[problem.code];
  const document = { type: `/api/problems/${problem.code}`, code: problem.code, title, status, detail: problem.message, fix, requestId };
  return problem.errors.length > 0 ? { ...document, errors: problem.errors } : document;
}

export function problemResponse(problem: Problem, requestId: string): Response {
  return new Response(JSON.stringify(problemDocument(problem, requestId)), {
    status: PROBLEMS[problem.code].status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store", ...problem.headers },
  });
}
