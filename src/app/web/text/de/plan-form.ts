import { formatCount } from "../../kit/number.ts";
import type { Translated } from "../catalogue.ts";
import type { planForm as english } from "../en/plan-form.ts";

const people = (count: number) => (count === 1 ? "1 Person" : `${formatCount(count)} Personen`);
const seats = (count: number) => (count === 1 ? "1 Stelle" : `${formatCount(count)} Stellen`);

export const planForm: Translated<typeof english> = {
  planForm: {
    name: "Name",
    from: "In Kraft ab",
    currency: "Währung",
    who: "Für wen er ist",
    by: {
      everybody: "Jede Stelle",
      titles: "Stellen mit diesen Titeln",
      roles: "Stellen mit diesen Rollen",
      seats: "Diese Stellen",
      listed: "Stellen, die einzeln auf ihn gesetzt werden",
    },
    listedHelp: "Sobald er veröffentlicht ist, setzen Sie Stellen unter „Wer auf ihm ist“ auf ihn.",
    counted: (name, held, all) => `${name} (${held === all ? people(held) : `${people(held)}, ${seats(all)}`})`,
    seat: (position, title, held) => [held === "" ? "unbesetzt" : held, title, position].filter((part) => part !== "").join(" · "),
    find: "Suchen",
    more: (count) => `und ${count} weitere`,
    credits: "Welche Abschlüsse zählen",
    creditKinds: {
      direct: "Eigene Abschlüsse",
      split: "Ihr Anteil an geteilten Abschlüssen",
      "roll-up": "Abschlüsse der Stellen unter ihnen",
    },
    of: "Gezahlt wird auf",
    measured: (name) => MEASURED.get(name) ?? name,
    quota: "Gegen Quote",
    noQuota: "Keine Quote",
    window: "Zielerreichung gezählt je",
    payPeriod: "Gezahlt je",
    calendar: (name) => CALENDARS.get(name) ?? name,
    tiers: "Sätze",
    fromPercent: "Ab Zielerreichung, %",
    fromAmount: (currency) => (currency === "" ? "Ab, Stück" : `Ab, ${currency}`),
    rate: "Satz, %",
    ratePerUnit: (currency) => `Je Stück, ${currency}`,
    tierFrom: (tier, title) => `Stufe ${tier}: ${title}`,
    tierRate: (tier, title) => `Stufe ${tier}: ${title}`,
    addTier: "Stufe hinzufügen",
    removeTier: (tier) => `Stufe ${tier} entfernen`,
    whole: "Wie Stufen zahlen",
    eachPart: "Jeder Teil zahlt den Satz seiner Stufe",
    wholeAmount: "Die erreichte Stufe zahlt für das Ganze",
    intake: "Wen er nimmt",
    intakeDay: "An diesem Tag",
    intakeFix: "Die Namen erscheinen, wenn nichts falsch ist.",
    taken: (held, all, day) => `${held === all ? people(held) : `${people(held)} in ${seats(all)}`} am ${day}`,
    takenNobody: "An diesem Tag hat niemand eine solche Stelle inne. Wählen Sie oben andere, oder einen anderen Tag.",
    twice: (count) =>
      count === 1
        ? "1 Stelle ist auch auf einem anderen Plan und wird nach beiden bezahlt."
        : `${seats(count)} sind auch auf einem anderen Plan und werden nach beiden bezahlt.`,
    also: (plans) => `auch auf ${plans}`,
    onNone: (count) => (count === 1 ? "1 Stelle ist dann auf keinem Plan" : `${seats(count)} sind dann auf keinem Plan`),
    nobodyLeft: "Jeder in einer Stelle ist auf einem Plan.",
  },
};

const MEASURED: ReadonlyMap<string, string> = new Map([
  ["amount", "Umsatz (amount)"],
  ["margin", "Marge"],
  ["quantity", "Verkaufte Stück (quantity)"],
  ["count", "Zahl der Abschlüsse"],
  ["customers", "Zahl der Kunden"],
]);

const CALENDARS: ReadonlyMap<string, string> = new Map([
  ["month", "Monat"],
  ["quarter", "Quartal"],
  ["year", "Jahr"],
  ["life", "Laufzeit"],
]);
