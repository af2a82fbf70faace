import { betterAuth } from "better-auth";
import type { Kysely } from "kysely";
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "../../access/password.ts";
import type { Database } from "../database/schema.ts";
import type { Clock, Log, Randomness, SignIn, User } from "./kit/ports.ts";
import { newLinks } from "./links.ts";

export type SignInSettings = {
  readonly database: Kysely<Database>;
  /** Signs the session cookie; at least 32 characters. */
  readonly secret: string;
  /** Where browsers reach the server; https makes the cookie secure. */
  readonly origin: string;
  readonly clock: Clock;
  readonly random: Randomness;
  readonly log: Log;
};

const SESSION_SECONDS = 7 * 24 * 3600;
const SESSION_REFRESH_SECONDS = 24 * 3600;

function configure(settings: SignInSettings) {
  return betterAuth({
    database: { db: settings.database, type: "postgres" },
    secret: settings.secret,
    baseURL: settings.origin,
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH_MIN,
      maxPasswordLength: PASSWORD_LENGTH_MAX,
    },
    session: { expiresIn: SESSION_SECONDS, updateAge: SESSION_REFRESH_SECONDS, cookieCache: { enabled: false } },
    advanced: {
      cookiePrefix: "attain",
      useSecureCookies: settings.origin.startsWith("https:"),
      ipAddress: { disableIpTracking: true },
      defaultCookieAttributes: { sameSite: "lax", httpOnly: true },
    },
    rateLimit: { enabled: false }, // Attain's own stands before (src/access/attempts.ts)
    telemetry: { enabled: false },
    logger: {
      log: (level, message) => settings.log({ level: level === "error" ? "error" : "warn", event: "sign-in", message }),
      level: "warn",
    },
  });
}

export function newSignIn(settings: SignInSettings): SignIn {
  const auth = configure(settings);
  const accounts = async () => (await auth.$context).internalAdapter;
  const userOf = (row: User): User => ({ id: row.id, name: row.name, email: row.email });
  return {
    links: newLinks(accounts, settings.clock, settings.random),
    begin: async (email, password) => {
      const answer = await auth.api.signInEmail({ body: { email, password }, headers: new Headers(), asResponse: true });
      return answer.ok ? answer.headers.getSetCookie() : undefined;
    },
    end: async (headers) => (await auth.api.signOut({ headers, asResponse: true })).headers.getSetCookie(),
    user: async (headers) => {
      const found = await auth.api.getSession({ headers, query: { disableRefresh: true } });
      return found ? userOf(found.user) : undefined;
    },
    findByEmail: async (email) => {
      const found = await (await accounts()).findUserByEmail(email);
      return found ? userOf(found.user) : undefined;
    },
    findById: async (id) => {
      const found = await (await accounts()).findUserById(id);
      return found ? userOf(found) : undefined;
    },
    create: async (user) => userOf(await (await accounts()).createUser({ ...user, emailVerified: true }, { method: "email-password" })),
    remove: async (userId) => (await accounts()).deleteUser(userId),
    setPassword: async (userId, password) => {
      const { internalAdapter, password: passwords } = await auth.$context;
      const hash = await passwords.hash(password);
      const own = (await internalAdapter.findAccounts(userId)).find((account) => account.providerId === "credential");
      if (own) await internalAdapter.updatePassword(userId, hash);
      else await internalAdapter.linkAccount({ userId, providerId: "credential", accountId: userId, password: hash });
      await internalAdapter.deleteUserSessions(userId);
    },
  };
}
