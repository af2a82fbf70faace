import type { Transaction } from "../../app/database/store.ts";

export type SecondFactorPolicy = "optional" | "required";

/** Whether the company asks everybody for a second factor. */
export async function secondFactorPolicy(tx: Transaction, companyId: number): Promise<SecondFactorPolicy> {
  const policy = await tx.selectFrom("sign_in_policies").select("second_factor").where("company_id", "=", companyId).executeTakeFirst();
  return policy?.second_factor ?? "optional";
}

export async function setSecondFactorPolicy(tx: Transaction, companyId: number, policy: SecondFactorPolicy): Promise<void> {
  await tx
    .insertInto("sign_in_policies")
    .values({ company_id: companyId, second_factor: policy })
    .onConflict((conflict) => conflict.column("company_id").doUpdateSet({ second_factor: policy }))
    .execute();
}
