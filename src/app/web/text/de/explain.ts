import { formatCount } from "../../kit/number.ts";
import type { Translated } from "../catalogue.ts";
import type { explain as english } from "../en/explain.ts";

export const explain: Translated<typeof english> = {
  why: {
    bands: "Satz je Stufe",
    title: "Warum dieser Betrag",
    parts: "Setzt sich zusammen aus",
    source: "Kommt aus",
    partsTotal: "Summe",
    basis: "Berechnet aus",
    inputs: "Was gelesen wurde",
    whatWould: "Was es ändern würde",
    nextTier: (missing, edge, now, then) => `Noch ${missing} bis ${edge}: Von da an wird ${then} statt ${now} gezahlt.`,
    lastTime: (calculation) => `Gegen die letzte Veröffentlichung (Berechnung #${calculation})`,
    difference: "Unterschied",
    same: "Es zahlt dasselbe wie zuvor.",
    rowsChanged: (added, changed, voided) =>
      [
        added > 0 ? `${formatCount(added)} neu` : "",
        changed > 0 ? `${formatCount(changed)} geändert` : "",
        voided > 0 ? `${formatCount(voided)} ungültig` : "",
      ]
        .filter((part) => part !== "")
        .join(", "),
    exact: "Genau",
    asTable: "Als Tabelle zeigen",
    asDrawing: "Als Zeichnung zeigen",
    band: "Stufe",
    rate: "Satz",
    part: "In dieser Stufe",
    earned: "Verdient",
    from: (from) => `ab ${from}`,
    between: (from, to) => `${from} bis ${to}`,
    active: "erreicht",
    rounded: "gerundet auf",
    bounded: "begrenzt auf",
    chosen: "entschieden durch",
    none: "Darunter liegt nichts: So steht es in den Daten.",
    reference: {
      plan: "Plan",
      quota: "Quote",
      transaction: "Transaktion",
      attribute: "Merkmal",
      participant: "Person",
      position: "Stelle",
      window: "Messzeitraum",
      split: "Aufteilung",
      product: "Produkt",
      customer: "Kunde",
    },
  },
};
