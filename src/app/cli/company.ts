import { userInfo } from "node:os";
import type { Session, Store } from "../database/store.ts";
import { Refusal } from "./context.ts";

export type ChosenCompany = { readonly id: number; readonly name: string; readonly currency: string };

/** The company that a command works on: the one named by --company, else the only one. Refuses when there is none or a choice. */
export async function chooseCompany(store: Store, name: string | undefined): Promise<ChosenCompany> {
  const companies = await store.system((tx) =>
    tx.selectFrom("companies").select(["company_id as id", "name", "currency"]).orderBy("company_id").execute(),
  );
  const [only, ...others] =
    name === undefined ? companies : companies.filter((company) => company.name === name || String(company.id) === name);
  if (only && others.length === 0) return only;
  const known = companies.map((company) => `${company.name} (${company.id})`).join(", ");
  if (companies.length === 0)
    throw new Refusal(
      `The database in ${(await store.status()).place} holds no company yet`,
      "Begin with: attain import <folder>. If it is another database that is meant, set ATTAIN_DATA or DATABASE_URL as for its server",
    );
  if (only === undefined) throw new Refusal(`There is no company ${JSON.stringify(name)}`, `The database holds: ${known}`);
  throw new Refusal(`The database holds several companies: ${known}`, "Choose one with --company <name or number>");
}

/** Who the command acts as: the program itself, on behalf of the user of the operating system. */
export function commandSession(company: ChosenCompany): Session {
  return { companyId: company.id, actor: `command line: ${userInfo().username}`, roles: "system" };
}
