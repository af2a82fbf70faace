import { companyJson } from "../../company/document.ts";
import { createCompany, removeCompany } from "../database/companies.ts";
import type { Store } from "../database/store.ts";
import { findInputs, type InputRequest, type Inputs, type InputSource } from "../files/inputs.ts";
import { inputsOf } from "../import/import.ts";
import { chooseCompany, type ChosenCompany, commandSession } from "./company.ts";
import { FileRefusal } from "../files/file-refusal.ts";

export type ImportOwner = {
  readonly company: ChosenCompany;
  /** What is to be read. */
  readonly sources: readonly InputSource[];
  /** Whether the company was made for these files. */
  readonly isNew: boolean;
  /** Takes back a company that was made for a preview. */
  readonly undo: () => Promise<void>;
};

/** Kinds of change that a company without any input has: its making, its administrator, sign-ins. */
const WITHOUT_INPUTS = ["company", "set-up", "access"];
const NOTHING_TO_UNDO = async (): Promise<void> => {};

/**
 * The company that files belong to: the one that --company names; else the one of the name that the files declare; else one that holds
 * nothing yet, which takes the declarations; else a new one. Files that declare none belong to the only company.
 */
export async function companyForImport(store: Store, request: InputRequest, name: string | undefined): Promise<ImportOwner> {
  const inputs = await declaredInputs(request);
  const declared = inputs?.company?.document;
  if (name !== undefined || !inputs || !declared) {
    const company = await chooseCompany(store, name);
    const { sources } =
      inputs ??
      (await inputsOf(store, company.id, { paths: request.paths, mapping: request.mapping ?? null, replace: request.replace ?? [] }))
        .inputs;
    return { company, sources, isNew: false, undo: NOTHING_TO_UNDO };
  }
  const { sources } = inputs;
  const companies = await store.system((tx) =>
    tx
      .selectFrom("companies as c")
      .select(["c.company_id as id", "c.name", "c.currency"])
      .select((e) =>
        e
          .exists(
            e
              .selectFrom("changes as h")
              .select("h.change_number")
              .whereRef("h.company_id", "=", "c.company_id")
              .where("h.kind", "not in", WITHOUT_INPUTS),
          )
          .as("used"),
      )
      .orderBy("c.company_id")
      .execute(),
  );
  const known = companies.find((company) => company.name === declared.name) ?? companies.find((company) => !company.used);
  if (known) return { company: { ...known, name: declared.name }, sources, isNew: false, undo: NOTHING_TO_UNDO };
  const { name: companyName, currency, ...settings } = companyJson(declared);
  const id = await createCompany(store, commandSession({ id: 0, name: declared.name, currency: declared.currency }).actor, {
    name: String(companyName),
    currency: String(currency),
    settings,
  });
  return { company: { id, name: declared.name, currency: declared.currency }, sources, isNew: true, undo: () => removeCompany(store, id) };
}

/** What the files say for themselves; undefined when they name no company and cannot be looked at before they have one. */
async function declaredInputs(request: InputRequest): Promise<Inputs | undefined> {
  try {
    return await findInputs(request);
  } catch (error) {
    if (error instanceof FileRefusal && error.problems.every(({ code }) => code === "missing-company")) return undefined;
    throw error;
  }
}
