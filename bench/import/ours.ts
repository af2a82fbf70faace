import { existsSync, readFileSync } from "node:fs";
import { sql } from "kysely";
import { previewCalculation, runCalculation } from "../../src/app/calculation/run.ts";
import { createCompany } from "../../src/app/database/companies.ts";
import { openStore, type Session } from "../../src/app/database/store.ts";
import { ALL_PERIODS } from "../../src/compensation/statements/store.ts";
import { importFiles } from "../../src/app/import/import.ts";

const STATUS = "/proc/self/status";

/** What one run of ours took, and what stands in the database afterwards. */
export type Ours = {
  readonly import_ms: number;
  /** Loaded from the database and calculated, as `attain calculate --dry-run` does. */
  readonly calculate_ms: number;
  /** Calculated again and kept as rows: credits, statements and lines, as `attain calculate` does. */
  readonly keep_ms: number;
  /** Largest resident set of the process until the import ended, and until the end. */
  readonly import_mb: number;
  readonly peak_mb: number;
  readonly rows: number;
  readonly amount: string;
  readonly credits: number;
};

/** Runs in its own process, so that its memory is its own: `node ours.ts <database url> <company folder>` writes one line of JSON. */
const [url = "", folder = ""] = process.argv.slice(2);
const store = await openStore({ kind: "postgres", url });
const companyId = await createCompany(store, "bench", { name: "Bench", currency: "USD", settings: {} });
const start = performance.now();
const imported = await importFiles(store, { companyId, actor: "bench", roles: "system" }, { paths: [folder] });
const importEnd = performance.now();
const importMegabytes = peakMegabytes();
const session: Session = { companyId, actor: "bench", roles: ["administrator"] };
const asked = { set: "default", period: ALL_PERIODS };
const preview = await previewCalculation(store, session, asked);
const calculateEnd = performance.now();
const kept = await runCalculation(store, session, { ...asked, publish: false, acceptFindings: false });
const end = performance.now();
if (JSON.stringify(kept.summary) !== JSON.stringify(preview.summary))
  throw new Error("The calculation that is kept differs from the one that is not");
const { rows } = await store.system((tx) =>
  sql<{
    amount: string;
    credits: number;
  }>`select (select sum(amount)::text from transactions where company_id = ${companyId}) as amount, (select count(*) from credits where company_id = ${companyId}) as credits`.execute(
    tx,
  ),
);
const ours: Ours = {
  import_ms: importEnd - start,
  calculate_ms: calculateEnd - importEnd,
  keep_ms: end - calculateEnd,
  import_mb: importMegabytes,
  peak_mb: peakMegabytes(),
  rows: imported.tables.get("transactions")?.new ?? 0,
  amount: rows[0]?.amount ?? "",
  credits: rows[0]?.credits ?? 0,
};
await store.close();
console.log(JSON.stringify(ours));

/** Of this process alone: `resourceUsage().maxRSS` begins with the size of the process that started it (getrusage(2), Linux). */
function peakMegabytes(): number {
  const own = /^VmHWM:\s+(\d+) kB$/m.exec(existsSync(STATUS) ? readFileSync(STATUS, "utf8") : "")?.[1];
  return Math.round((own === undefined ? process.resourceUsage().maxRSS : Number(own)) / 1024);
}
