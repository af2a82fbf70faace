import { readStatement, type StatementPage, statementPeriods } from "../../compensation/statements/store.ts";
import type { Transaction } from "../database/store.ts";
import type { ChosenCompany } from "./company.ts";
import { Refusal } from "./context.ts";

/** Which statement a command is asked for; the participant by id, name or e-mail. */
export type WantedStatement = {
  readonly participant: string;
  readonly period: string;
  readonly set: string;
  readonly currency: string | undefined;
};

/** The statement that counts. Throws Refusal with the participants or periods that there are. */
export async function findStatement(tx: Transaction, company: ChosenCompany, wanted: WantedStatement): Promise<StatementPage> {
  const participant = await participantId(tx, company, wanted.participant);
  const found = await readStatement(tx, company.id, { ...wanted, participant });
  if (found) return found;
  const periods = (await statementPeriods(tx, company.id)).filter(({ set }) => set === wanted.set).map(({ period }) => period);
  throw new Refusal(
    `${participant} has no statement for ${wanted.period} in plan set ${wanted.set}`,
    periods.length === 0 ? "Calculate first: attain calculate" : `Periods with statements: ${periods.join(", ")}`,
  );
}

/** The id of the one participant with this id, name or e-mail. */
async function participantId(tx: Transaction, company: ChosenCompany, text: string): Promise<string> {
  const found = await tx
    .selectFrom("people_personal")
    .select("participant")
    .where("company_id", "=", company.id)
    .where((e) => e.or([e("participant", "=", text), e("name", "=", text), e("email", "=", text)]))
    .orderBy("participant")
    .execute();
  const exact = found.find(({ participant }) => participant === text) ?? (found.length === 1 ? found[0] : undefined);
  if (exact) return exact.participant;
  if (found.length > 1)
    throw new Refusal(
      `${text} is the name of ${found.map(({ participant }) => participant).join(" and ")}`,
      "Use the id of the one that is meant",
    );
  throw new Refusal(`${company.name} has no participant ${JSON.stringify(text)}`, "List them with: attain export --table people");
}
