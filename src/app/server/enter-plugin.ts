import { createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { z } from "zod";

/** Lets a user in without a password: reached by `SignIn.enter` alone, never by HTTP. */
export const enterPlugin = {
  id: "enter",
  endpoints: {
    enter: createAuthEndpoint.serverOnly({ method: "POST", body: z.object({ userId: z.string() }) }, async (context) => {
      const { internalAdapter } = context.context;
      const user = await internalAdapter.findUserById(context.body.userId);
      if (!user) throw context.error("NOT_FOUND");
      await setSessionCookie(context, { session: await internalAdapter.createSession(user.id), user });
      return context.json({});
    }),
  },
} as const;
