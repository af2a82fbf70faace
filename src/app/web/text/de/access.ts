import type { Translated } from "../catalogue.ts";
import type { access as english } from "../en/access.ts";

export const access: Translated<typeof english> = {
  signIn: {
    title: "Anmelden",
    email: "E-Mail-Adresse",
    password: "Passwort",
    submit: "Anmelden",
    waiting:
      "Dieses Attain hat noch niemanden, der es verwaltet. Öffnen Sie den Einrichtungslink, den der Server beim Start ausgegeben hat.",
  },
  setUp: {
    title: "Attain einrichten",
    lead: "Sie sind die erste Administration. Dieser Link gilt einmal.",
    name: "Ihr Name",
    email: "E-Mail-Adresse",
    passwordHint: (charactersMin) => `Mindestens ${charactersMin} Zeichen; einige Wörter merkt man sich leichter als Sonderzeichen.`,
    company: "Unternehmen",
    newCompany: "Ein neues Unternehmen",
    companyName: "Name des Unternehmens",
    currency: "Währung",
    currencyHint: "ISO-Code, zum Beispiel EUR",
    submit: "Anlegen und anmelden",
    used: "Dieser Link wurde benutzt oder ist abgelaufen",
    usedFix: "Solange Attain von niemandem verwaltet wird, gibt jeder Start des Servers einen neuen aus.",
  },
  password: {
    title: "Wählen Sie Ihr Passwort",
    lead: (name, email) => `${name}, Sie melden sich künftig mit ${email} an.`,
    submit: "Speichern und anmelden",
    usedFix: "Bitten Sie Ihre Administration um einen neuen Link.",
  },
};
