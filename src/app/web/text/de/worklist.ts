import { formatCount } from "../../kit/number.ts";
import type { Translated } from "../catalogue.ts";
import type { worklist as english } from "../en/worklist.ts";

const transactions = (count: number) => (count === 1 ? "1 Transaktion" : `${formatCount(count)} Transaktionen`);
const people = (count: number) => (count === 1 ? "1 Person" : `${formatCount(count)} Personen`);

export const worklist: Translated<typeof english> = {
  worklist: {
    title: "Arbeitsliste",
    lead: "Jede Transaktion, die nach jetzigem Stand keinen Eigentümer, keine Anrechnung oder keine Vergütung hat, mit dem ersten Schritt, der sie aufhält.",
    search: "Transaktion suchen",
    empty: "Nichts zu tun",
    emptyFix:
      "Jede Transaktion hat Eigentümer, Anrechnung und Vergütung, oder der Plan lässt sie aus. Was neue Importe offen lassen, erscheint hier.",
    all: "Alle",
    waiting: (count) => `${transactions(count)} anzusehen`,
    heldBack: (count) => `${transactions(count)} von einem Import zurückgehalten, weil eine Zeile der Aufteilung abgelehnt ist`,
    heldBackFix: "Berichtigen Sie die Aufteilung und importieren Sie sie mit ihren Transaktionen noch einmal.",
    toImports: "Importe",
    open: "Zu tun",
    asPlanned: "So sagt es der Plan",
    reason: "Grund",
    owner: "Eigentümer",
    customer: "Kunde",
    product: "Produkt",
    value: "Wert",
    change: "Änderung",
    reasons: {
      "without-owner": { title: "Kein Eigentümer", fix: "Geben Sie ihr einen Eigentümer oder teilen Sie sie auf." },
      "owner-unknown": {
        title: "Der Eigentümer ist kein Teilnehmer",
        fix: "Geben Sie ihr einen anderen Eigentümer oder legen Sie die Person an.",
      },
      "owner-without-seat": {
        title: "Der Eigentümer hatte an dem Tag keine Stelle",
        fix: "Weisen Sie für den Tag eine Stelle zu oder wählen Sie einen anderen Eigentümer.",
      },
      "ambiguous-seat": { title: "Der Eigentümer hatte mehrere Stellen", fix: "Nennen Sie die Stelle in der Transaktion." },
      "seat-vacant": { title: "Die Stelle war unbesetzt", fix: "Besetzen Sie sie für den Tag oder wählen Sie einen Eigentümer." },
      "split-total": { title: "Die Aufteilung ergibt nicht 100 %", fix: "Teilen Sie sie neu auf." },
      "date-missing": {
        title: "Noch nicht fällig: Das Datum, nach dem der Plan zählt, fehlt",
        fix: "Sie zählt, sobald Auftrags-, Rechnungs- oder Zahlungsdatum da ist.",
      },
      "without-plan": {
        title: "Der Eigentümer ist an dem Tag auf keinem Plan",
        fix: "Nehmen Sie die Stelle in einen Plan auf oder wählen Sie einen anderen Eigentümer.",
      },
      "split-without-rule": { title: "Keine Regel für Aufteilungen", fix: "Ergänzen Sie den Plan um eine Anrechnungsregel der Art split." },
      "ambiguous-credit-rule": { title: "Mehrere Anrechnungsregeln gelten", fix: "Geben Sie einer davon höheren Vorrang." },
      "attribute-missing": { title: "Eine Regel liest einen Wert, der fehlt", fix: "Tragen Sie ein, was die Regel liest." },
      "product-unknown": {
        title: "Das Produkt ist unbekannt",
        fix: "Nennen Sie ein Produkt der Liste; die Regeln des Plans fragen danach.",
      },
      "customer-unknown": {
        title: "Der Kunde ist unbekannt",
        fix: "Nennen Sie einen Kunden der Liste; die Regeln des Plans fragen danach.",
      },
      "no-rule-holds": {
        title: "Keine Anrechnungsregel gilt",
        fix: "Der Plan lässt sie aus. Ändern Sie seine Regeln, wenn sie zählen soll.",
      },
      "not-measured": { title: "Angerechnet, aber keine Messgröße nimmt sie auf", fix: "Die Messgrößen des Plans lassen sie aus." },
      finding: {
        title: "Angerechnet, aber ein Befund verhindert die Zahlung der Komponente",
        fix: "Klären Sie den Befund auf der Abrechnung.",
      },
      "counts-only": { title: "Angerechnet: zählt auf einen Bonus", fix: "Sie zahlt, sobald der Bonus erreicht ist." },
      "pays-zero": {
        title: "Mit null angerechnet",
        fix: "Unter einer Schwelle, bei einem Satz von null oder über einem Höchstbetrag: Die Abrechnung sagt, warum.",
      },
    },
    chosen: (count) => `${transactions(count)} ausgewählt`,
    assign: "Eigentümer zuweisen",
    assignTo: (count) => `Neuer Eigentümer von ${transactions(count)}`,
    person: "Person",
    share: "Anteil, %",
    addPerson: "Mit einer weiteren Person teilen",
    removePerson: (name) => `${name} auslassen`,
    preview: "Ansehen, was sich ändert",
    summary: (count, persons) => `${transactions(count)}, ${people(persons)}`,
    creditOf: "Anrechnung",
    plan: "Plan",
    payOf: "Vergütung, alle Perioden",
    before: "Vorher",
    after: "Nachher",
    noCredit: "Niemandem würde anders angerechnet.",
    still: "Bleibt auf der Arbeitsliste",
    why: "Warum",
    whyHelp: "Es steht mit Ihrem Namen im Verlauf.",
    confirm: (count) => `${transactions(count)} ändern`,
    done: (count, change) => `${transactions(count)} geändert als Änderung ${change}. Die nächste Berechnung nimmt es auf.`,
    changes: "Änderungen von Eigentümern",
    noChanges: "Hier wurde noch kein Eigentümer geändert.",
    when: "Wann",
    transactions: "Transaktionen",
    undo: "Rückgängig",
    undoQuestion: (change) => `Änderung ${change} zurücknehmen?`,
    undoConsequence: "Die Transaktionen sind wie vorher, außer denen, die seitdem jemand geändert hat.",
    undone: (restored, kept) =>
      kept === 0
        ? `${transactions(restored)} wie vorher.`
        : `${transactions(restored)} wie vorher, ${formatCount(kept)} behalten: seitdem geändert.`,
    takenBack: "Zurückgenommen",
  },
};
