import type { Letter } from "../server/kit/ports.ts";
import type { mails } from "../web/text/en/mails.ts";

export type Mail = { readonly subject: string; readonly text: string; readonly html: string; readonly link: string | null };
type Words = typeof mails.mails;
type Parts = { readonly subject: string; readonly body: string; readonly note: string; readonly button?: string };

/** A letter in words: plain text, and the same as simple HTML that loads nothing. `origin` is where people open Attain. */
export function composeMail(words: Words, letter: Letter, origin: string): Mail {
  const parts = partsOf(words, letter);
  const link = "path" in letter ? `${origin}${letter.path}` : null;
  const text = [parts.body, ...(link === null ? [] : [link]), parts.note, `Attain · ${origin}`].join("\n\n");
  return { subject: oneLine(parts.subject), text: `${text}\n`, html: htmlOf(parts, link, origin), link };
}

function partsOf(words: Words, letter: Letter): Parts {
  switch (letter.kind) {
    case "invitation":
      return {
        subject: words.invitation.subject(letter.company),
        body: words.invitation.body(letter.inviter, letter.company),
        button: words.invitation.button,
        note: words.invitation.note(letter.until),
      };
    case "password-reset":
      return { ...words.passwordReset, body: words.passwordReset.body(letter.name) };
    case "password-changed":
      return { ...words.passwordChanged, body: words.passwordChanged.body(letter.name) };
    case "second-factor-on":
      return { ...words.secondFactorOn, body: words.secondFactorOn.body(letter.name) };
    case "second-factor-off":
      return { ...words.secondFactorOff, body: words.secondFactorOff.body(letter.name) };
  }
}

const TEXT = "font: 16px/1.5 system-ui, sans-serif; color: #1a1f2b; max-width: 34rem";
const BUTTON = "display: inline-block; padding: 10px 18px; border-radius: 8px; background: #2450d6; color: #ffffff; text-decoration: none";

function htmlOf({ subject, body, note, button }: Parts, link: string | null, origin: string): string {
  const action =
    link === null || button === undefined ? "" : `<p><a href="${escapeHtml(link)}" style="${BUTTON}">${escapeHtml(button)}</a></p>`;
  return (
    `<!doctype html><html><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head><body style="margin: 24px">` +
    `<div style="${TEXT}"><p>${escapeHtml(body)}</p>${action}<p style="color: #5b6475">${escapeHtml(note)}</p>` +
    `<p style="color: #5b6475">Attain · ${escapeHtml(origin)}</p></div></body></html>`
  );
}

/** Names come from people: a line break in one must not become a header of the mail. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
]);

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ENTITIES.get(character) ?? "");
}
