import { z } from "zod";
import { CODE_ONCE } from "../../access/rate-limits/rate-limit.ts";
import type { SignIn } from "./kit/ports.ts";
import { type Auth, type SignInSettings, userOf } from "./sign-in.ts";
import { cookiesOf, onlyCookie } from "./sign-in-headers.ts";

/** What better-auth answers. */
const RENEWED = z.object({ backupCodes: z.array(z.string()) });
const PREPARED = RENEWED.extend({ totpURI: z.string() });
const VERIFIED = z.object({ token: z.string(), user: z.object({ id: z.string(), name: z.string(), email: z.string() }) });

/** The second factor, by better-auth's two-factor plugin: codes of an authenticator app (RFC 6238) and backup codes. */
export function newSecondFactor(auth: Auth, { database, limits }: SignInSettings): SignIn["secondFactor"] {
  return {
    verify: async (headers, given) => {
      const waiting = onlyCookie(headers, "two_factor");
      const refused = await waitingUser(auth, waiting);
      const answer =
        "code" in given
          ? await auth.api.verifyTOTP({ body: { code: digitsOf(given.code) }, headers: waiting, asResponse: true })
          : await auth.api.verifyBackupCode({ body: { code: given.backupCode }, headers: waiting, asResponse: true });
      if (!answer.ok) return { refused };
      const { user, token } = VERIFIED.parse(await answer.json());
      // RFC 6238, 5.2: a code is taken once. Backup codes are removed by their use.
      if ("code" in given && (await limits.take(CODE_ONCE, codeKey(user.id, given.code))).granted === 0) {
        await database.deleteFrom("session").where("token", "=", token).execute();
        return { refused };
      }
      return { user: userOf(user), cookies: cookiesOf(answer), secondFactor: false };
    },
    prepare: async (headers, password) => {
      const answer = await auth.api.enableTwoFactor({ body: { password, method: "totp" }, headers, asResponse: true });
      if (!answer.ok) return undefined;
      const { totpURI, backupCodes } = PREPARED.parse(await answer.json());
      return { uri: totpURI, backupCodes };
    },
    confirm: async (headers, code) => {
      const own = onlyCookie(headers, "session_token");
      const found = await auth.api.getSession({ headers: own });
      if (!found) return undefined;
      const before = database.selectFrom("session").select("id").where("userId", "=", found.user.id);
      const ids = (await before.execute()).map(({ id }) => id);
      const answer = await auth.api.verifyTOTP({ body: { code: digitsOf(code) }, headers: own, asResponse: true });
      if (!answer.ok) return undefined;
      await limits.take(CODE_ONCE, codeKey(found.user.id, code));
      await database.deleteFrom("session").where("id", "in", ids).execute(); // who came in by the password alone must come again
      return cookiesOf(answer);
    },
    backupCodes: async (headers, password) => {
      const answer = await auth.api.generateBackupCodes({ body: { password }, headers, asResponse: true });
      return answer.ok ? RENEWED.parse(await answer.json()).backupCodes : undefined;
    },
    turnOff: async (headers, password) => {
      const answer = await auth.api.disableTwoFactor({ body: { password }, headers, asResponse: true });
      return answer.ok ? cookiesOf(answer) : undefined;
    },
    remove: async (userId) => {
      const { internalAdapter, adapter } = await auth.$context;
      await internalAdapter.updateUser(userId, { twoFactorEnabled: false });
      await adapter.delete({ model: "twoFactor", where: [{ field: "userId", value: userId }] });
      await internalAdapter.deleteUserSessions(userId);
    },
  };
}

/** Under which a code counts as used. */
function codeKey(userId: string, code: string): string {
  return `${userId} ${digitsOf(code)}`;
}

function digitsOf(code: string): string {
  return code.replaceAll(" ", "");
}

/** Whose sign-in waits: the cookie names a kept value, whose content is the user. For the record alone; better-auth checks the signature. */
async function waitingUser(auth: Auth, headers: Headers): Promise<string | null> {
  const value = /=([^;]*)/.exec(headers.get("cookie") ?? "")?.[1];
  const [identifier] = decodeURIComponent(value ?? "").split(".");
  if (!identifier?.startsWith("2fa-")) return null;
  return (await (await auth.$context).internalAdapter.findVerificationValue(identifier))?.value ?? null;
}
