import { companyJson } from "../../company/document.ts";
import { createCompany, removeCompany } from "../database/companies.ts";
import type { Store } from "../database/store.ts";
import { findInputs, type InputRequest } from "../files/inputs.ts";
import { chooseCompany, type ChosenCompany, commandSession } from "./company.ts";
import type { CommandContext } from "./context.ts";
import { FileRefusal } from "../files/file-refusal.ts";

export type ImportOwner = {
  readonly company: ChosenCompany;
  /** Takes back a company that was made for a preview. */
  readonly undo: () => Promise<void>;
};

const NOTHING_TO_UNDO = async (): Promise<void> => {};

/**
 * The company that files belong to: the one that --company names; else the one of the name that the files declare; else one that holds
 * nothing yet, which takes the declarations; else a new one. Files that declare none belong to the only company.
 */
export async function companyForImport(store: Store, request: InputRequest, name: string | undefined, context: CommandContext): Promise<ImportOwner> {
  const declared = await declaredCompany(request);
  if (name !== undefined || !declared) return { company: await chooseCompany(store, name), undo: NOTHING_TO_UNDO };
  const companies = await store.system((tx) =>
    tx
      .selectFrom("companies as c")
      .select(["c.company_id as id", "c.name", "c.currency"])
      .select((e) => e.exists(e.selectFrom("changes as h").select("h.change_number").whereRef("h.company_id", "=", "c.company_id").where("h.change_number", ">", 1)).as("used"))
      .orderBy("c.company_id")
      .execute(),
  );
  const known = companies.find((company) => company.name === declared.name) ?? companies.find((company) => !company.used);
  if (known) return { company: known, undo: NOTHING_TO_UNDO };
  const { name: companyName, currency, ...settings } = companyJson(declared);
  const id = await createCompany(store, commandSession({ id: 0, name: declared.name, currency: declared.currency }).actor, { name: String(companyName), currency: String(currency), settings });
  context.err(`Made the company ${declared.name}.\n`);
  return { company: { id, name: declared.name, currency: declared.currency }, undo: () => removeCompany(store, id) };
}

/** What company.json or the mapping says; undefined when neither stands among the files. */
async function declaredCompany(request: InputRequest) {
  try {
    return (await findInputs(request)).company?.document;
  } catch (error) {
    // Single files say nothing about their company: without one to belong to they cannot be looked at yet.
    if (error instanceof FileRefusal && error.problems.every((problem) => problem.file === "company.json" && problem.code === "not-readable")) return undefined;
    throw error;
  }
}
