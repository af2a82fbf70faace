import type { shell as english } from "../en/shell.ts";
import type { Translated } from "../catalogue.ts";

export const shell: Translated<typeof english> = {
  product: "Attain",
  shell: {
    skip: "Zum Inhalt springen",
    menu: "Menü",
    navigation: "Hauptnavigation",
    groups: { pay: "Vergütung", sales: "Vertrieb", administration: "Verwaltung" },
    crumbs: "Sie sind hier",
    statements: "Abrechnungen",
    myStatements: "Meine Abrechnungen",
    calculations: "Berechnungen",
    signIns: "Personen und Zugänge",
    roles: {
      rep: "Vertrieb",
      manager: "Vertriebsleitung",
      "sales-operations": "Vertriebssteuerung",
      "compensation-administrator": "Vergütungsverwaltung",
      finance: "Finanzen",
      executive: "Geschäftsleitung",
      administrator: "Administration",
    },
  },
  dates: { from: (day) => `ab ${day}` },
  states: {
    loading: "Wird geladen",
    failed: "Das konnte nicht geladen werden",
    failedFix: "Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.",
    retry: "Noch einmal versuchen",
    requestId: (id) => `Anfrage ${id}`,
    noPermission: "Ihre Rolle zeigt das nicht",
    noPermissionFix: "Fragen Sie die Administration Ihres Unternehmens, wenn Sie es brauchen.",
    home: "Zur Startseite",
    notFound: "Hier ist nichts",
    notFoundFix: "Es existiert nicht, oder Sie dürfen es nicht sehen.",
  },
};
