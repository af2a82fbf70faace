import { noteSignInEvent } from "../../access/sign-in-events/store.ts";
import type { Store } from "../database/store.ts";
import { outboxMailer, type SmtpSettings, smtpMailer } from "../mail/mailer.ts";
import { newDigest } from "./digest.ts";
import type { Clock, Limits, Log, Mailer, Randomness, SignIn, SignInEvents } from "./kit/ports.ts";
import { newLimits } from "./limits.ts";
import { newSignIn } from "./sign-in.ts";

export type SignInParts = { readonly limits: Limits; readonly signIn: SignIn; readonly events: SignInEvents; readonly mailer: Mailer };

export type SignInPartsSettings = {
  readonly store: Store;
  readonly secret: string;
  readonly origin: string;
  readonly clock: Clock;
  readonly random: Randomness;
  readonly log: Log;
  /** Left out: mails stand in the outbox. */
  readonly smtp?: SmtpSettings | undefined;
  readonly requestsAMinute?: number;
};

/** What signing in is made of, over one store and one secret. */
export function newSignInParts(settings: SignInPartsSettings): SignInParts {
  const { store, clock, origin, log, smtp } = settings;
  const digest = newDigest(settings.secret);
  const limits = newLimits({ ...settings, digest });
  return {
    limits,
    signIn: newSignIn({ ...settings, database: store.signIn, limits }),
    events: { note: (event) => noteSignInEvent(store.signIn, event, clock.nowMs(), digest) },
    mailer: smtp ? smtpMailer(smtp, origin, log) : outboxMailer({ store, clock, origin }),
  };
}
