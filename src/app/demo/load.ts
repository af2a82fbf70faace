import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Day } from "../../calendar/day.ts";
import { runPeriods } from "../calculation/run.ts";
import { createCompany } from "../database/companies.ts";
import type { Session, Store } from "../database/store.ts";
import { importFiles } from "../import/import.ts";
import { DEMO_COMPANY_NAME } from "./folder.ts";
import { DEMO_SEED, type DemoCompany, generate } from "./generate.ts";
import { COMPLETE_QUARTERS } from "./timeline.ts";
import { TRUTHS } from "./truths.ts";

/** How far a loading is. */
export type LoadingStep = { readonly text: string; readonly done: number; readonly total: number };

const ACTOR = "demo";

/**
 * Makes the demo company as of a day: its files go through the importer, every complete quarter is calculated and published, a
 * correction published anew, the running one kept as a draft. Nobody can enter it yet. What goes wrong leaves a company that `removeCompany` takes away.
 */
export async function loadDemo(
  store: Store,
  today: Day,
  onStep: (step: LoadingStep) => void = () => {},
): Promise<{ readonly companyId: number; readonly demo: DemoCompany }> {
  onStep({ text: "inventing the company", done: 0, total: 1 });
  const demo = generate(DEMO_SEED, today);
  const { quarters } = demo.timeline;
  const total = quarters.length + 4;
  const companyId = await createCompany(store, ACTOR, { name: DEMO_COMPANY_NAME, currency: "USD", settings: { demo: true } });
  const session: Session = { companyId, actor: ACTOR, roles: "system" };
  onStep({ text: "importing its files", done: 1, total });
  await importFolder(store, session, new Map([...demo.files, ["transactions.csv", demo.correction.first]]));
  const periods = quarters.map(({ name }, index) => ({ period: name, publish: index < COMPLETE_QUARTERS }));
  let calculated = 0;
  const calculate = async (some: typeof periods): Promise<void> => {
    const results = await runPeriods(store, session, "default", some, (period) => {
      calculated += 1;
      onStep({ text: `calculating ${period}`, done: 2 + calculated, total });
    });
    const blocked = results.find(({ state }) => state === "blocked");
    if (blocked) throw new Error(`The demo company's ${blocked.period} has blocking findings`);
  };
  await calculate(periods.slice(0, -1));
  await importFolder(store, session, new Map([["transactions.csv", demo.correction.corrected]]));
  await calculate(periods.slice(TRUTHS.correction.quarter));
  onStep({ text: "done", done: total, total });
  return { companyId, demo };
}

async function importFolder(store: Store, session: Session, files: ReadonlyMap<string, string>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "attain-demo-"));
  try {
    for (const [path, text] of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const { rejected } = await importFiles(store, session, { paths: [folder] });
    if (rejected > 0) throw new Error(`${rejected} rows of the demo company were rejected`);
  } finally {
    await rm(folder, { recursive: true });
  }
}
