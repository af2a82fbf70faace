import type { CommandDefinition } from "./command.ts";

/** A command as help lists it; what it does is loaded when it is asked for, so that a command does not wait for the others' libraries. */
export type ListedCommand = { readonly name: string; readonly summary: string; readonly load: () => Promise<CommandDefinition> };

/** Every command of `attain`, in the order in which help lists them. */
export const COMMANDS: readonly ListedCommand[] = [
  { name: "serve", summary: "Serve the web app and API", load: async () => (await import("./commands/serve.ts")).serve },
  {
    name: "demo",
    summary: "Look around: the demo company in a throw-away database, with a link for each of seven people",
    load: async () => (await import("./commands/demo.ts")).demoCommand,
  },
  {
    name: "import",
    summary: "Read files into the database: company folders, single files, or any CSV files through a mapping",
    load: async () => (await import("./commands/import.ts")).importCommand,
  },
  {
    name: "calculate",
    summary: "Calculate pay from the database's inputs, as a draft or published",
    load: async () => (await import("./commands/calculate.ts")).calculateCommand,
  },
  {
    name: "pay",
    summary: "Calculate pay from a company folder, without a database",
    load: async () => (await import("./commands/pay.ts")).pay,
  },
  {
    name: "statements",
    summary: "Show statements of the database: of each period the latest calculation, published or draft",
    load: async () => (await import("./commands/statements.ts")).statements,
  },
  {
    name: "explain",
    summary: "Show how a statement or a part of it came to be, down to the orders",
    load: async () => (await import("./commands/explain.ts")).explainCommand,
  },
  {
    name: "receipt",
    summary: "Write the signed receipt of a statement, or check one: its signature, and every line worked out again from it alone",
    load: async () => (await import("./commands/receipt.ts")).receiptCommand,
  },
  {
    name: "export",
    summary: "Write everything a company put in as a company folder, or one table as CSV or JSON",
    load: async () => (await import("./commands/export.ts")).exportCommand,
  },
  {
    name: "replay",
    summary: "Compute published calculations again from their inputs as they were then, and compare every statement and line",
    load: async () => (await import("./commands/replay.ts")).replayCommand,
  },
  {
    name: "verify",
    summary: "Check that what the database holds agrees with itself, and hash every table to compare two databases",
    load: async () => (await import("./commands/verify.ts")).verify,
  },
  {
    name: "backup",
    summary: "Write the whole database into one file that either kind of database can be restored from",
    load: async () => (await import("./commands/backup.ts")).backupCommand,
  },
  {
    name: "restore",
    summary: "Make a database from a backup; one that holds anything is refused",
    load: async () => (await import("./commands/restore.ts")).restoreCommand,
  },
];
