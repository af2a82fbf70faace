import { betterAuth } from "better-auth";
import { twoFactor } from "better-auth/plugins/two-factor";
import type { Kysely } from "kysely";
import { z } from "zod";
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "../../access/password.ts";
import type { Database } from "../database/schema.ts";
import { enterPlugin } from "./enter-plugin.ts";
import type { Clock, Limits, Log, Randomness, SignIn, User } from "./kit/ports.ts";
import { newLinks } from "./links.ts";
import { newSecondFactor } from "./second-factor.ts";
import { cookiesOf, onlyCookie, userAgentOf } from "./sign-in-headers.ts";
import { newSessions } from "./user-sessions.ts";

export type SignInSettings = {
  readonly database: Kysely<Database>;
  /** Signs the session cookie; at least 32 characters. */
  readonly secret: string;
  /** Where browsers reach the server; https makes the cookie secure. */
  readonly origin: string;
  readonly clock: Clock;
  readonly random: Randomness;
  readonly log: Log;
  readonly limits: Pick<Limits, "take">;
};

const SESSION_SECONDS = 7 * 24 * 3600;
const SESSION_REFRESH_SECONDS = 24 * 3600;
/** What better-auth answers to a good password. */
const BEGUN = z.object({ twoFactorRedirect: z.boolean().default(false) });
/** How long a sign-in waits for its second factor. */
const SECOND_FACTOR_SECONDS = 10 * 60;

function configure(settings: SignInSettings) {
  return betterAuth({
    appName: "Attain",
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
    plugins: [twoFactor({ issuer: "Attain", twoFactorTable: "two_factor", twoFactorCookieMaxAge: SECOND_FACTOR_SECONDS }), enterPlugin],
    advanced: {
      cookiePrefix: "attain",
      useSecureCookies: settings.origin.startsWith("https:"),
      ipAddress: { disableIpTracking: true },
      defaultCookieAttributes: { sameSite: "lax", httpOnly: true },
    },
    rateLimit: { enabled: false }, // Attain's own stands before (src/access/rate-limits)
    telemetry: { enabled: false },
    logger: {
      log: (level, message) => settings.log({ level: level === "error" ? "error" : "warn", event: "sign-in", message }),
      level: "warn",
    },
  });
}

export type Auth = ReturnType<typeof configure>;

/** Takes what belongs to a user out of a row of theirs. */
export function userOf({ id, name, email }: User): User {
  return { id, name, email };
}

export function newSignIn(settings: SignInSettings): SignIn {
  const auth = configure(settings);
  const accounts = async () => (await auth.$context).internalAdapter;
  const sessions = newSessions(settings.database, settings.clock);
  const findByEmail = async (email: string): Promise<User | undefined> => {
    const found = await (await accounts()).findUserByEmail(email);
    return found ? userOf(found.user) : undefined;
  };
  const end = async (headers: Headers) => cookiesOf(await auth.api.signOut({ headers, asResponse: true }));
  return {
    links: newLinks(accounts, settings.clock, settings.random),
    findByEmail,
    end,
    sessions,
    secondFactor: newSecondFactor(auth, settings),
    begin: async (email, password, headers) => {
      const answer = await auth.api.signInEmail({ body: { email, password }, headers: userAgentOf(headers), asResponse: true });
      const user = answer.ok ? await findByEmail(email) : undefined;
      if (!user) return undefined;
      if (headers.has("cookie")) await end(onlyCookie(headers, "session_token")); // a session is never carried over into another sign-in
      return { user, cookies: cookiesOf(answer), secondFactor: BEGUN.parse(await answer.json()).twoFactorRedirect };
    },
    enter: async (userId, headers) => {
      const answer = await auth.api.enter({ body: { userId }, headers: userAgentOf(headers), asResponse: true });
      if (headers.has("cookie")) await end(onlyCookie(headers, "session_token"));
      return cookiesOf(answer);
    },
    user: async (headers) => {
      const found = await auth.api.getSession({ headers, query: { disableRefresh: true } });
      if (!found) return undefined;
      await sessions.noteUse(found.session);
      return { ...userOf(found.user), sessionId: found.session.id, secondFactor: found.user.twoFactorEnabled === true };
    },
    findById: async (id) => {
      const found = await (await accounts()).findUserById(id);
      return found ? userOf(found) : undefined;
    },
    create: async (user) => userOf(await (await accounts()).createUser({ ...user, emailVerified: true }, { method: "email-password" })),
    rename: async (userId, name) => void (await (await accounts()).updateUser(userId, { name })),
    remove: async (userId) => (await accounts()).deleteUser(userId),
    setPassword: async (userId, password) => {
      const { internalAdapter, password: passwords } = await auth.$context;
      const hash = await passwords.hash(password);
      const own = (await internalAdapter.findAccounts(userId)).find((account) => account.providerId === "credential");
      if (own) await internalAdapter.updatePassword(userId, hash);
      else await internalAdapter.linkAccount({ userId, providerId: "credential", accountId: userId, password: hash });
      await internalAdapter.deleteUserSessions(userId);
    },
    changePassword: async (headers, currentPassword, newPassword) => {
      const body = { currentPassword, newPassword, revokeOtherSessions: true };
      const answer = await auth.api.changePassword({ body, headers, asResponse: true });
      return answer.ok ? cookiesOf(answer) : undefined;
    },
  };
}
