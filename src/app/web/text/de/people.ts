import { formatDecimal, percentOf } from "../../kit/number.ts";
import type { Translated } from "../catalogue.ts";
import type { people as english } from "../en/people.ts";

export const people: Translated<typeof english> = {
  person: {
    seats: "Stellen",
    seat: "Stelle",
    jobTitle: "Bezeichnung",
    dates: "Zeitraum",
    share: "Anteil",
    attributes: "Merkmale",
    attribute: "Merkmal",
    of: "Von",
    value: "Wert",
    quotas: "Quoten",
    measure: "Messgröße",
    amount: "Betrag",
    currency: "Auszahlungswährung",
    employed: "Beschäftigt",
    always: "immer",
    email: "E-Mail-Adresse",
    statements: "Abrechnungen",
    nobody: "Keine",
    self: "Die Person",
    until: (day) => `bis ${day}`,
    shareOf: (share) => `${formatDecimal(percentOf(share))} %`,
  },
};
