/** What the server takes from the world, as parameters, so that tests and simulations can drive it. */
export type Clock = { readonly nowMs: () => number };
export type Randomness = { readonly bytes: (count: number) => Uint8Array };
/** One line of the log: an object that is written as JSON. No personal data in it. */
export type LogLine = { readonly level: "info" | "warn" | "error"; readonly event: string } & Readonly<Record<string, unknown>>;
export type Log = (line: LogLine) => void;

/**
 * One-time links. A token is `<subject>.<secret>`: the subject is "set-up" or a user's id. Only a hash of the secret is
 * kept; a new link replaces the one before; a used, replaced or expired one is gone.
 */
export type Links = {
  readonly create: (subject: string, lifetimeMs: number) => Promise<string>;
  /** The subject of a token that still holds, without using it. */
  readonly check: (token: string) => Promise<string | undefined>;
  /** Uses the token: gives its subject once, then undefined for ever. */
  readonly consume: (token: string) => Promise<string | undefined>;
};

export type User = { readonly id: string; readonly name: string; readonly email: string };

/** Users, their passwords and sessions. better-auth does the cryptography and the rows; no route of its own is served. */
export type SignIn = {
  readonly links: Links;
  /** The cookies of a new session, or undefined when e-mail address and password do not match. */
  readonly begin: (email: string, password: string) => Promise<readonly string[] | undefined>;
  /** Ends the session of these headers and gives the cookies that clear it. */
  readonly end: (headers: Headers) => Promise<readonly string[]>;
  /** Whose session the headers carry; an expired or unknown one is nobody's. */
  readonly user: (headers: Headers) => Promise<User | undefined>;
  readonly findByEmail: (email: string) => Promise<User | undefined>;
  readonly findById: (id: string) => Promise<User | undefined>;
  /** Creates a user who cannot sign in until a password is set. */
  readonly create: (user: { readonly name: string; readonly email: string }) => Promise<User>;
  readonly remove: (userId: string) => Promise<void>;
  /** Sets the password and ends every session of the user. */
  readonly setPassword: (userId: string, password: string) => Promise<void>;
};
