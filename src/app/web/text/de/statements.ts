import { formatCount } from "../../kit/number.ts";
import type { Translated } from "../catalogue.ts";
import type { statements as english } from "../en/statements.ts";

export const statements: Translated<typeof english> = {
  statements: {
    person: "Person",
    period: "Periode",
    dates: "Zeitraum",
    attainment: "Zielerreichung",
    status: "Status",
    pay: "Vergütung",
    payIn: (currency) => `Vergütung, ${currency}`,
    search: "Person suchen",
    set: "Planvariante",
    allPeriods: "Alle Perioden",
    noQuota: "Keine Quote",
    findings: (count) => (count === 1 ? "1 Befund" : `${formatCount(count)} Befunde`),
    total: (count, findings) =>
      `${count === 1 ? "1 Abrechnung" : `${formatCount(count)} Abrechnungen`}${findings === 0 ? "" : `, ${findings === 1 ? "1 Befund" : `${formatCount(findings)} Befunde`}`}`,
    empty: "Noch keine Abrechnungen",
    emptyAdministrator: "Importieren Sie Daten und einen Plan und berechnen Sie dann eine Periode.",
    emptyRep: "Ihre Abrechnung erscheint hier, sobald sie veröffentlicht ist.",
  },
  statement: {
    total: "Vergütung gesamt",
    measures: "Gegen die Quote",
    payIn: (currency) => `Was gezahlt wird, in ${currency}`,
    percent: (figure) => `${figure} %`,
    measure: (name) => name.charAt(0).toUpperCase() + name.slice(1).replaceAll("-", " "),
    ofQuota: "der Quote von",
    creditsCount: (count) => (count === 1 ? "aus 1 Anrechnung" : `aus ${formatCount(count)} Anrechnungen`),
    lines: (count, plan) => `${count === 1 ? "1 Zeile" : `${formatCount(count)} Zeilen`} · ${plan}`,
    linesOf: (label) => `Zeilen von ${label}`,
    why: (label) => `, warum: ${label}`,
    nothing: "In dieser Periode zahlt keine Komponente des Plans.",
    findings: (count) => (count === 1 ? "Eines ist zu klären" : `${formatCount(count)} Punkte sind zu klären`),
    blocking: "Verhindert die Veröffentlichung.",
    states: { draft: "Entwurf", published: "Veröffentlicht", running: "Läuft", superseded: "Abgelöst", failed: "Fehlgeschlagen" },
    plans: (count) => (count === 1 ? "Plan" : "Pläne"),
    planVersion: (name, version) => `${name}, Version ${version}`,
    calculation: "Berechnung",
    calculationOf: (calculation, moment) => `Nr. ${calculation}, ${moment}`,
    data: "Datenstand",
    dataAsOf: (change) => `Änderung ${change}`,
    statuses: {
      estimate: "Schätzung: ein Entwurf, nicht veröffentlicht",
      pending: "Vorläufig: vor dem Ende der Periode veröffentlicht",
      final: "Endgültig: nach dem Ende der Periode veröffentlicht",
    },
    status: "Status",
    dataMoment: (change, moment) => `Änderung ${change}, ${moment}`,
    publishedBy: "Veröffentlicht",
    byAt: (by, moment) => `${moment}, ${by}`,
    rounding: "Rundung",
    roundingOf: (at, mode) =>
      `${mode === "half-up" ? "Kaufmännisch" : "Zur geraden Zahl"}, ${{ line: "Zeile für Zeile", window: "einmal je Fenster", statement: "einmal je Abrechnung", plan: "einmal über den Plan" }[at]}`,
    sinceLast: (calculation) => `Geändert seit der Fassung davor, #${calculation}`,
    sinceLastSame: (calculation) => `Wie in der Fassung davor, #${calculation}`,
    before: "Vorher",
    now: "Jetzt",
    whatChanged: "Was sich dazwischen geändert hat, im ganzen Unternehmen",
    changeKind: (kind) =>
      ({
        import: "Import",
        undo: "Zurückgenommener Import",
        adjustment: "Anpassung",
        ownership: "Eigentümer von Transaktionen",
        plan: "Plan",
      })[kind] ?? kind,
    print: "Drucken",
    printed: "Abrechnung",
    allLines: "Zeilen",
    component: "Komponente",
    exact: "Vor Rundung",
    sumOfLines: (count) => `Summe von ${count === 1 ? "1 Zeile" : `${formatCount(count)} Zeilen`}`,
    demo: "Demo-Unternehmen: erfundene Zahlen",
    participant: "Person",
    engine: "Programm",
  },
  line: {
    transaction: "Transaktion",
    customer: "Kunde oder Produkt",
    date: "Datum",
    credited: "Angerechnet",
    pay: "Vergütung",
    name: (transaction, line) => (line === "1" ? transaction : `${transaction} / ${line}`),
    without: (adjustment, window) =>
      adjustment === "manual"
        ? "Anpassung von Hand"
        : adjustment === "cap"
          ? `Obergrenze in ${window}`
          : adjustment === "floor"
            ? `Untergrenze in ${window}`
            : `Für ${window} im Ganzen`,
  },
};
