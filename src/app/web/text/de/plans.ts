import type { Translated } from "../catalogue.ts";
import type { plans as english } from "../en/plans.ts";

export const plans: Translated<typeof english> = {
  plan: {
    title: (name, version) => `${name}, Version ${version}`,
    effective: "In Kraft",
    currency: "Währung",
    payPeriod: "Abrechnungsperiode",
    hash: "Prüfsumme",
    words: "Wie vereinbart",
    components: "Komponenten",
    measures: "Messgrößen",
    credits: "Anrechnungsregeln",
    name: "Name",
    open: "offen",
    clauseOf: (clause) => `Klausel: ${clause}`,
    kinds: {
      flat: "Fester Satz",
      "per-unit": "Je Stück",
      "marginal-tiers": "Staffel je Teil",
      "whole-amount-tiers": "Staffel auf den ganzen Betrag",
      accelerator: "Beschleuniger",
      bonus: "Bonus",
      spiff: "Prämie je Abschluss (SPIFF)",
    },
    window: "Messzeitraum",
    quota: "Quote",
    of: "Von",
  },
};
