import type { Translated } from "../catalogue.ts";
import type { demo as english } from "../en/demo.ts";

export const demo: Translated<typeof english> = {
  demo: {
    offer: "Erst einmal umsehen",
    offerLead: "Lädt ein erfundenes Unternehmen mit sechzig Personen, zwei Jahren Verkauf und Vergütung. Ein Klick entfernt es wieder.",
    load: "Mit einem Demo-Unternehmen umsehen",
    failed: "Das Demo-Unternehmen konnte nicht geladen werden. Den Grund nennt das Protokoll des Servers.",
    title: "Das Demo-Unternehmen",
    lead: "Alles darin ist erfunden. Wählen Sie, wer Sie sein möchten.",
    none: "Hier gibt es kein Demo-Unternehmen",
    noneFix: "Ein leeres Attain bietet es auf der Einrichtungsseite an; `npx attain demo` startet eines für sich.",
    signIn: "Zur Anmeldung",
    link: "Im Demo-Unternehmen umsehen",
    badge: "Demo",
    about: "Alles hier ist erfunden.",
    change: "Jemand anderes sein",
    remove: "Demo-Unternehmen entfernen",
    removeQuestion: "Das Demo-Unternehmen entfernen?",
    removeLead: "Alle seine Zeilen und die Zugänge seiner Personen werden gelöscht. Andere Unternehmen bleiben unberührt.",
    removeConfirm: "Entfernen",
    people: {
      rep: "Was wird mir vergütet, für welche Geschäfte, und was kommt noch?",
      manager: "Wie steht mein Team, und was wird ihm vergütet?",
      "sales-operations": "Personen, Gebiete, Ziele und Verkäufe in Ordnung halten; ohne Vergütung.",
      "compensation-administrator": "Pläne und die ganze Vergütung: berechnen, prüfen, veröffentlichen.",
      finance: "Was die Vergütung kostet, für alle.",
      executive: "Die Ergebnisse des Unternehmens, mit Vergütung.",
      administrator: "Alles; kann das Demo-Unternehmen entfernen.",
    },
  },
};
