import type { Translated } from "../catalogue.ts";
import type { mails as english } from "../en/mails.ts";

const NOT_YOU = "Wenn Sie das nicht waren, sagen Sie es sofort Ihrer Administration.";

export const mails: Translated<typeof english> = {
  mails: {
    invitation: {
      subject: (company) => `Ihr Zugang zu Attain bei ${company}`,
      body: (inviter, company) =>
        `${inviter} lädt Sie zu Attain ein; dort führt ${company} Pläne, Abrechnungen und das, woraus sie entstehen. Wählen Sie ein Passwort, um sich anzumelden.`,
      button: "Passwort wählen",
      note: (until) => `Der Link gilt einmal, bis ${until}. Wenn Sie ihn nicht erwarten, löschen Sie diese E-Mail.`,
    },
    passwordReset: {
      subject: "Neues Passwort für Attain setzen",
      body: (name) => `${name}, jemand hat für Ihren Zugang ein neues Passwort angefordert. Wenn Sie das waren, wählen Sie jetzt eines.`,
      button: "Neues Passwort setzen",
      note: "Der Link gilt einmal und eine Stunde lang. Wenn Sie das nicht waren, tun Sie nichts: Ihr Passwort bleibt, wie es ist.",
    },
    passwordChanged: {
      subject: "Ihr Passwort für Attain wurde geändert",
      body: (name) => `${name}, das Passwort Ihres Zugangs wurde geändert; alle Ihre anderen Sitzungen sind beendet.`,
      note: NOT_YOU,
    },
    secondFactorOn: {
      subject: "Attain verlangt ab jetzt einen zweiten Faktor",
      body: (name) => `${name}, Ihr Zugang verlangt ab jetzt einen Code Ihrer Authenticator-App.`,
      note: NOT_YOU,
    },
    secondFactorOff: {
      subject: "Attain verlangt keinen zweiten Faktor mehr",
      body: (name) => `${name}, Ihr Zugang verlangt keinen Code Ihrer Authenticator-App mehr.`,
      note: NOT_YOU,
    },
  },
};
