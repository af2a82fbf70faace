import { sql } from "kysely";
import { type CompanyDocument, companyJson, readCompanyDocument } from "../../company/document.ts";
import { asOf } from "../database/as-of.ts";
import type { Transaction } from "../database/store.ts";
import { canonicalJson } from "./canonical-json.ts";

/** What the company declares about itself, now or as of a change number. Undefined when there is no such company. */
export async function readCompanyRow(tx: Transaction, companyId: number, changeNumber?: number): Promise<CompanyDocument | undefined> {
  const from =
    changeNumber === undefined ? tx.selectFrom("companies") : tx.selectFrom(asOf("companies", companyId, changeNumber).as("companies"));
  const row = await from.select(["name", "currency", "settings"]).where("company_id", "=", companyId).executeTakeFirst();
  if (!row) return undefined;
  const { demo: _, ...settings } = row.settings;
  const read = readCompanyDocument({ ...settings, name: row.name, currency: row.currency });
  if (!read.ok)
    throw new Error(
      `Company ${companyId} has settings that cannot be read: ${read.problems.map(({ path, message }) => `${path} ${message}`).join("; ")}`,
    );
  return read.company.document;
}

/** Writes the declarations under the running change; gives false when the row says the same already. */
export async function saveCompanyRow(
  tx: Transaction,
  companyId: number,
  changeNumber: number,
  document: CompanyDocument,
): Promise<boolean> {
  const before = await readCompanyRow(tx, companyId);
  if (before && canonicalJson(companyJson(before)) === canonicalJson(companyJson(document))) return false;
  const { name, currency, ...settings } = companyJson(document);
  await tx
    .updateTable("companies")
    .set({
      name: String(name),
      currency: String(currency),
      // That a company is the demo company no file can say, and none can take it back.
      settings: sql`${JSON.stringify(settings)}::jsonb || jsonb_strip_nulls(jsonb_build_object('demo', settings -> 'demo'))`,
      change_number: changeNumber,
    })
    .where("company_id", "=", companyId)
    .execute();
  return true;
}
