import { formatCount } from "../../kit/number.ts";
import type { Translated } from "../catalogue.ts";
import type { receipts as english } from "../en/receipts.ts";

export const receipts: Translated<typeof english> = {
  receipt: {
    title: "Beleg",
    lead: "Der Beleg ist eine signierte Datei mit den eigenen Geschäften, Zielen und dem Plan hinter dieser Abrechnung. Dieser Browser kann die Abrechnung allein daraus noch einmal berechnen und prüfen, dass nichts geändert wurde.",
    check: "Hier prüfen",
    download: "Herunterladen",
    checkFile: "Datei prüfen",
    file: (file: string, name: string, period: string) => `${file}: ${name}, ${period}`,
    matches: "Stimmt auf den Cent",
    matchesHow: (lines: number, total: string, currency: string) =>
      `Dieser Browser hat ${lines === 1 ? "die eine Zeile" : `alle ${formatCount(lines)} Zeilen`} allein aus dem Beleg noch einmal berechnet und kommt auf dieselben ${total} ${currency}.`,
    mismatch: "Stimmt nicht",
    mismatchTotal: (signed: string, again: string) => `Als Summe steht ${signed}; noch einmal berechnet ist sie ${again}.`,
    mismatchLine: (line: number, subject: string, signed: string, again: string) =>
      `In Zeile ${formatCount(line)} (${subject}) steht ${signed}; noch einmal berechnet ist es ${again}.`,
    nothing: "nichts",
    signatures: {
      valid: "Die Signatur stimmt",
      altered: "Der Beleg wurde verändert",
      "unknown-key": "Mit einem Schlüssel signiert, der hier nicht bekannt ist",
      unchecked: "Signatur nicht geprüft",
    },
    signatureHow: {
      valid: (company: string) => `${company} hat ihn signiert, und seither wurde nichts darin geändert.`,
      altered: (company: string) => `Die Signatur von ${company} passt nicht zu dem, was jetzt darin steht.`,
      "unknown-key": (company: string) => `Keiner der öffentlichen Schlüssel von ${company} ist der, den er nennt.`,
      unchecked: () => "Dieser Browser prüft Signaturen nur auf Seiten, die über https kommen.",
    },
    proofWhole: "Jede Zeile kommt aus Daten, die im Beleg stehen",
    proofWholeHow: "Nichts in dieser Abrechnung stützt sich auf Daten anderer.",
    proofEnds: (facts: number) =>
      `Der eigene Nachweis des Belegs endet bei ${facts === 1 ? "einer signierten Angabe" : `${formatCount(facts)} signierten Angaben`}`,
    proofEndsHow: "Was von anderen hochgerechnet wird, steht im Beleg als signierte Summe, ohne deren Daten.",
    fact: (fact: string, rule: string, position: string, days: string, credits: number, people: number) =>
      `${fact}: ${rule} für Position ${position}, ${days}: ${credits === 1 ? "1 Gutschrift" : `${formatCount(credits)} Gutschriften`} von ${people === 1 ? "1 Person oder Position" : `${formatCount(people)} Personen oder Positionen`}`,
    standsOn: (calculation: number, change: number) =>
      `Beruht auf Berechnung ${formatCount(calculation)}, mit den Eingaben im Stand der Änderung ${formatCount(change)}.`,
    noReceipt: (why: string) => `Diese Datei ist kein lesbarer Beleg: ${why}`,
  },
};
