import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openStore } from "../../src/app/database/store.ts";
import { startPostgres } from "../support/postgres-cluster.ts";
import { serveProgram } from "../support/program.ts";
import { loadCompanies } from "./companies.ts";
import { LARGE_COPIES } from "./large-company.ts";
import { measureCalculation } from "./measure-calculation.ts";
import { measureHomes } from "./measure-homes.ts";
import { measureLists } from "./measure-lists.ts";
import { type Report, tableOf } from "./report.ts";

/**
 * `npm run campaign pages`: loads an empty, the demo and a large company (about 5,000 people, 1,000,000 transactions) into a PostgreSQL
 * server of its own, looks at every page of four homes in Chromium, and measures the lists with twenty people at once and while the large
 * company is calculated. Figures, no verdict. `--database URL` uses what an earlier run left there, or loads it there when it is empty.
 */
const { values } = parseArgs({
  options: {
    database: { type: "string" },
    parts: { type: "string", default: "homes,lists,calculation" },
    companies: { type: "string", default: "empty,demo,large" },
    looks: { type: "string", default: "1440-light,1440-dark,390-light,390-dark" },
    copies: { type: "string", default: String(LARGE_COPIES) },
    published: { type: "string", default: "4" },
    seconds: { type: "string", default: "60" },
    seed: { type: "string", default: "1" },
    pictures: { type: "string" },
    json: { type: "string" },
  },
  allowPositionals: true,
});

const cluster = values.database === undefined ? await startPostgres() : undefined;
const data = mkdtempSync(join(tmpdir(), "attain-pages-"));
try {
  const url = values.database ?? (await cluster?.createDatabase("pages")) ?? "";
  const store = await openStore({ kind: "postgres", url });
  const loaded = await store.signIn.selectFrom("companies").select("company_id").limit(1).executeTakeFirst();
  const began = performance.now();
  const report = (message: string) => console.error(`${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s  ${message}`);
  if (!loaded) await loadCompanies(store, { copies: Number(values.copies), published: Number(values.published), report });
  await store.close();
  const program = await serveProgram({ DATABASE_URL: url, ATTAIN_DATA: data });
  try {
    const asked = {
      origin: program.address,
      companies: values.companies.split(","),
      looks: values.looks.split(","),
      seconds: Number(values.seconds),
      seed: Number(values.seed),
      pictures: values.pictures,
      report,
    };
    const parts = new Set(values.parts.split(","));
    const tables: Report[] = [];
    if (parts.has("homes")) tables.push(...(await measureHomes(asked)));
    if (parts.has("lists")) tables.push(...(await measureLists(asked)));
    if (parts.has("calculation")) tables.push(...(await measureCalculation(asked)));
    for (const table of tables) console.log(tableOf(table));
    if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(tables, null, 2)}\n`);
  } finally {
    await program.stop();
  }
} finally {
  await cluster?.stop();
  rmSync(data, { recursive: true, force: true });
}
