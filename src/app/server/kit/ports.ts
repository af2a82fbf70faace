import type { RateLimit, Taken } from "../../../access/rate-limits/rate-limit.ts";
import type { SignInEvent } from "../../../access/sign-in-events/event.ts";

/** What the server takes from the world, as parameters, so that tests and simulations can drive it. */
export type Clock = { readonly nowMs: () => number };
export type Randomness = { readonly bytes: (count: number) => Uint8Array };
/** One line of the log: an object that is written as JSON. No personal data in it. */
export type LogLine = { readonly level: "info" | "warn" | "error"; readonly event: string } & Readonly<Record<string, unknown>>;
export type Log = (line: LogLine) => void;

/**
 * One-time links. A token is `<subject>.<secret>`: the subject is "set-up", an invitation or a user's id. Only a hash of the secret is
 * kept; a new link replaces the one before; a used, replaced or expired one is gone.
 */
export type Links = {
  readonly create: (subject: string, lifetimeMs: number) => Promise<string>;
  /** The subject of a token that still holds, without using it. */
  readonly check: (token: string) => Promise<string | undefined>;
  /** Uses the token: gives its subject once, then undefined for ever. */
  readonly consume: (token: string) => Promise<string | undefined>;
  /** Takes the subject's link away. */
  readonly revoke: (subject: string) => Promise<void>;
};

export type User = { readonly id: string; readonly name: string; readonly email: string };

/** Whose session a request carries; `secondFactor`: whether they sign in with one. */
export type SessionUser = User & { readonly sessionId: string; readonly secondFactor: boolean };

/** A begun sign-in: its cookies, and whether they hold a session already or only the wait for the second factor. */
export type Begun = { readonly user: User; readonly cookies: readonly string[]; readonly secondFactor: boolean };

/** One code of the second factor: of the authenticator app, or one of the backup codes, each good once. */
export type SecondFactorCode = { readonly code: string } | { readonly backupCode: string };

export type SessionRow = {
  readonly id: string;
  readonly userAgent: string;
  readonly begun: Date;
  /** To within five minutes. */
  readonly lastUsed: Date;
  readonly expires: Date;
};

/** Users, their passwords and sessions. better-auth does the cryptography and the rows; no route of its own is served. */
export type SignIn = {
  readonly links: Links;
  /** Begins a session, or the wait for the second factor; undefined when e-mail address and password do not match. A session of the same headers ends. */
  readonly begin: (email: string, password: string, headers: Headers) => Promise<Begun | undefined>;
  /** Ends the session of these headers and gives the cookies that clear it. */
  readonly end: (headers: Headers) => Promise<readonly string[]>;
  /** Begins a session without a password: for the people of a demo company alone. A session of the same headers ends. */
  readonly enter: (userId: string, headers: Headers) => Promise<readonly string[]>;
  /** Whose session the headers carry; an expired or unknown one is nobody's. */
  readonly user: (headers: Headers) => Promise<SessionUser | undefined>;
  readonly findByEmail: (email: string) => Promise<User | undefined>;
  readonly findById: (id: string) => Promise<User | undefined>;
  /** Creates a user who cannot sign in until a password is set. */
  readonly create: (user: { readonly name: string; readonly email: string }) => Promise<User>;
  readonly rename: (userId: string, name: string) => Promise<void>;
  readonly remove: (userId: string) => Promise<void>;
  /** Sets the password and ends every session of the user. */
  readonly setPassword: (userId: string, password: string) => Promise<void>;
  /** Changes the password of the session's user, ends all their sessions and gives the cookies of a new one; undefined when `current` is wrong. */
  readonly changePassword: (headers: Headers, current: string, next: string) => Promise<readonly string[] | undefined>;
  readonly sessions: {
    /** Live sessions of a user, the last used first. */
    readonly list: (userId: string) => Promise<readonly SessionRow[]>;
    /** Ends one session of the user; false when it is not theirs or has ended. */
    readonly end: (userId: string, sessionId: string) => Promise<boolean>;
    /** Ends every session of the user but `keptId`. */
    readonly endOthers: (userId: string, keptId: string | null) => Promise<void>;
  };
  readonly secondFactor: {
    /** Finishes a sign-in that waits in the headers' cookie; `refused`: the code was wrong or used before, and who waits, if anybody does. */
    readonly verify: (headers: Headers, code: SecondFactorCode) => Promise<Begun | { readonly refused: string | null }>;
    /** Prepares an authenticator app; nothing is asked for until `confirm`. Undefined when the password is wrong. */
    readonly prepare: (
      headers: Headers,
      password: string,
    ) => Promise<{ readonly uri: string; readonly backupCodes: readonly string[] } | undefined>;
    /** Turns the prepared one on with a first code, and gives the cookies of a new session. */
    readonly confirm: (headers: Headers, code: string) => Promise<readonly string[] | undefined>;
    readonly backupCodes: (headers: Headers, password: string) => Promise<readonly string[] | undefined>;
    readonly turnOff: (headers: Headers, password: string) => Promise<readonly string[] | undefined>;
    /** Takes a lost second factor away, by an administrator. */
    readonly remove: (userId: string) => Promise<void>;
  };
};

/** A mail to one person, by what it says; the shell words and sends it. `path` is a place of the web app. */
export type Letter = { readonly to: string; readonly companyId: number | null } & (
  | { readonly kind: "invitation"; readonly inviter: string; readonly company: string; readonly path: string; readonly until: string }
  | { readonly kind: "password-reset"; readonly name: string; readonly path: string }
  | { readonly kind: "password-changed" | "second-factor-on" | "second-factor-off"; readonly name: string }
);

export type Mailer = {
  /** false: there is no mail server, mails stand in the outbox. */
  readonly delivers: boolean;
  /** Throws when the mail server does not take the mail; the log says why. */
  readonly send: (letter: Letter) => Promise<void>;
  /** Sends what is good to know but must not undo what was done: a failure stands in the log alone. */
  readonly notify: (letter: Letter) => Promise<void>;
  /** Whether the mail server answers and takes the sign-in; asked at the start. */
  readonly check: () => Promise<boolean>;
};

/** Counts across all processes of the server (access/rate-limits). Keys may be personal data: only a keyed hash of them is kept. */
export type Limits = {
  /** Takes one unit. */
  readonly take: (limit: RateLimit, key: string) => Promise<Taken>;
  /** Takes one request of a user or API key, from a block that this process has reserved. */
  readonly takeRequest: (key: string) => Promise<Taken>;
  /** The limit of requests of one user or API key. */
  readonly requests: RateLimit;
};

/** Writes down who signed in, or did not: access/sign-in-events. */
export type SignInEvents = { readonly note: (event: SignInEvent) => Promise<void> };

/** How far the demo company's loading is; `failed`: the last one did not come to its end. */
export type Loading = {
  readonly step: { readonly text: string; readonly done: number; readonly total: number } | null;
  readonly failed: boolean;
};

/** The demo company: made and taken away as a whole (app/demo). */
export type DemoCompany = {
  /** Whether it can be had: only where there is no company yet. */
  readonly offered: () => Promise<boolean>;
  /** Loads it, unless it is loading already; resolves when its people can be entered as. */
  readonly load: () => Promise<void>;
  readonly loading: () => Loading;
  /** Removes every row of it and its people's sign-ins. Throws for a company that is no demo. */
  readonly remove: (companyId: number) => Promise<void>;
};
