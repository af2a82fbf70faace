import type { Translated } from "../catalogue.ts";
import type { calculations as english } from "../en/calculations.ts";

export const calculations: Translated<typeof english> = {
  calculations: {
    title: "Berechnungen",
    number: "Berechnung",
    set: "Planvariante",
    period: "Periode",
    status: "Status",
    statements: "Abrechnungen",
    when: "Berechnet",
    data: "Datenstand",
    allPeriods: "Alle Perioden",
    empty: "Noch keine Berechnung",
    emptyFix: "Rufen Sie `attain calculate` auf; mit `--publish` werden die Abrechnungen sichtbar.",
  },
};
