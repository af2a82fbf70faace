import nodemailer from "nodemailer";
import type { Clock, Letter, Log, Mailer } from "../server/kit/ports.ts";
import { mails } from "../web/text/en/mails.ts";
import type { Store } from "../database/store.ts";
import { composeMail } from "./compose.ts";
import { keepMail } from "./outbox.ts";

const CONNECTION_MS_MAX = 10_000;

export type MailerDeps = { readonly store: Store; readonly clock: Clock; readonly origin: string };

/** Without a mail server: mails stand in the outbox, where an administrator of the company reads them and sends on their links. */
export function outboxMailer({ store, clock, origin }: MailerDeps): Mailer {
  const keep = async (letter: Letter) => {
    const { subject, text, link } = composeMail(mails.mails, letter, origin);
    await keepMail(store.signIn, { companyId: letter.companyId, to: letter.to, subject, text, link }, clock.nowMs());
  };
  return { delivers: false, send: keep, notify: keep, check: async () => true };
}

export type SmtpSettings = { readonly url: string; readonly from: string };

/** Sends by SMTP. A failure stands in the log by its code alone, since the server's own words may name the person. */
export function smtpMailer({ url, from }: SmtpSettings, origin: string, log: Log): Mailer {
  const transport = nodemailer.createTransport({
    url,
    connectionTimeout: CONNECTION_MS_MAX,
    greetingTimeout: CONNECTION_MS_MAX,
    socketTimeout: CONNECTION_MS_MAX,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const noted = async (step: string, work: Promise<unknown>): Promise<void> => {
    try {
      await work;
    } catch (error) {
      log({ level: "error", event: "mail", step, code: codeOf(error) });
      throw error;
    }
  };
  const send = async (letter: Letter) => {
    const { subject, text, html } = composeMail(mails.mails, letter, origin);
    await noted(letter.kind, transport.sendMail({ from, to: { name: "", address: letter.to }, subject, text, html }));
  };
  const succeeds = (work: Promise<void>) =>
    work.then(
      () => true,
      () => false,
    );
  return {
    delivers: true,
    send,
    notify: async (letter) => void (await succeeds(send(letter))),
    check: () => succeeds(noted("check", transport.verify())),
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "unknown";
}
