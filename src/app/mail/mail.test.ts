import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bodyOf, PASSWORD, startTestServer, type TestServer } from "../../../test/support/server.ts";
import { setUpCompany } from "../../../test/support/sign-in.ts";
import { type SmtpServer, startSmtpServer } from "../../../test/support/smtp.ts";
import type { Letter, LogLine } from "../server/kit/ports.ts";
import { mails } from "../web/text/en/mails.ts";
import { composeMail } from "./compose.ts";
import { smtpMailer } from "./mailer.ts";

const ORIGIN = "https://pay.example.com";
const invitation: Letter = {
  kind: "invitation",
  to: "fin@example.com",
  companyId: 1,
  inviter: '<b>Eve</b> "&"',
  company: "Demo\r\nBcc: everybody@example.com",
  path: "/invitation#invitation-1.secret",
  until: "2026-11-30",
};

describe("a mail", () => {
  test("says the same as text and as HTML, with its link in both and nothing to load", () => {
    const { text, html, link } = composeMail(mails.mails, invitation, ORIGIN);
    expect(link).toBe(`${ORIGIN}/invitation#invitation-1.secret`);
    expect(text).toContain(`\n\n${ORIGIN}/invitation#invitation-1.secret\n\n`);
    expect(html).toContain(`href="${ORIGIN}/invitation#invitation-1.secret"`);
    expect(html).not.toMatch(/<(img|script|link|iframe)|url\(/);
  });

  test("takes names as text: no tag of theirs in the HTML, no header of theirs in the subject", () => {
    const { subject, html } = composeMail(mails.mails, invitation, ORIGIN);
    expect(html).toContain("&lt;b&gt;Eve&lt;/b&gt; &quot;&amp;&quot;");
    expect(html).not.toContain("<b>");
    expect(subject).toBe("Your access to Attain at Demo Bcc: everybody@example.com");
  });

  test.each(["password-changed", "second-factor-on", "second-factor-off"] as const)("%s has no link that could be imitated", (kind) => {
    const { link, html, text } = composeMail(mails.mails, { kind, to: "a@example.com", companyId: 1, name: "Ann" }, ORIGIN);
    expect(link).toBeNull();
    expect(html).not.toContain("href");
    expect(text).toContain("Ann, ");
  });
});

describe("with a mail server", () => {
  let smtp: SmtpServer;
  let server: TestServer;
  let admin: string;
  beforeAll(async () => {
    smtp = await startSmtpServer();
    server = await startTestServer({}, { smtp: { url: smtp.url, from: "attain@example.com" } });
    admin = await setUpCompany(server);
  });
  afterAll(async () => {
    await server.close();
    await smtp.close();
  });
  const invite = (email: string) => server.request("/api/invitations", { cookie: admin, json: { email, roles: ["finance"] } });

  test("an invitation arrives, its link signs in, and the outbox stays empty", async () => {
    expect(await bodyOf(await invite("fin@example.com"))).toMatchObject({ sent: true });
    const [mail] = smtp.mails;
    expect(mail).toMatchObject({ from: "attain@example.com", to: "fin@example.com" });
    const content = (mail?.content ?? "").replaceAll("=\n", "").replaceAll("=3D", "=");
    const token = /\/invitation#(\S+)/.exec(content)?.[1] ?? "";
    const accepted = await server.request("/api/invitations/accept", { json: { token, name: "Fin", password: PASSWORD } });
    expect(accepted.status).toBe(204);
    expect(await bodyOf(await server.request("/api/outbox", { cookie: admin }))).toEqual({ delivers: true, items: [] });
  });

  test("one that is not taken is said and can be sent again; the log names neither person nor link", async () => {
    const { invitation: id, sent } = await bodyOf<{ invitation: string; sent: boolean }>(await invite("refused@example.com"));
    expect(sent).toBe(false);
    const again = await server.request(`/api/invitations/${id}/send`, { cookie: admin, json: {} });
    expect([again.status, (await bodyOf<{ code: string }>(again)).code]).toEqual([502, "mail-failed"]);
    expect(server.lines.filter(({ event }) => event === "mail")).toEqual([
      { level: "error", event: "mail", step: "invitation", code: "EENVELOPE" },
      { level: "error", event: "mail", step: "invitation", code: "EENVELOPE" },
    ]);
    expect(JSON.stringify(server.lines)).not.toContain("refused@");
    const { items } = await bodyOf<{ items: { sent: string | null }[] }>(await server.request("/api/invitations", { cookie: admin }));
    expect(items.some(({ sent: at }) => at === null)).toBe(true);
  });

  test("a changed password is said to its owner", async () => {
    const before = smtp.mails.length;
    await server.request("/api/password", { cookie: admin, json: { current: PASSWORD, password: "another long password" } });
    expect(smtp.mails.slice(before).map(({ to }) => to)).toEqual(["ann@example.com"]);
  });

  test("that does not answer is said at the start, and what was done stays done", async () => {
    const lines: LogLine[] = [];
    const mailer = smtpMailer({ url: "smtp://127.0.0.1:1", from: "attain@example.com" }, ORIGIN, (line) => void lines.push(line));
    expect(await mailer.check()).toBe(false);
    await mailer.notify({ kind: "password-changed", to: "a@example.com", companyId: 1, name: "Ann" });
    await expect(mailer.send(invitation)).rejects.toThrow("ECONNREFUSED");
    expect(lines.map(({ step, code }) => [step, code])).toEqual([
      ["check", "ESOCKET"],
      ["password-changed", "ESOCKET"],
      ["invitation", "ESOCKET"],
    ]);
  });
});
