import { createHash } from "node:crypto";
import type { Receipts } from "../../compensation/receipts/api.ts";
import { signedText } from "../../compensation/receipts/check-receipt.ts";
import { makeReceipt } from "../../compensation/receipts/make-receipt.ts";
import type { Store } from "../database/store.ts";
import type { Randomness } from "../server/kit/ports.ts";
import type { KeptCalculations } from "./kept-calculations.ts";
import { readReceiptKeys, receiptSigner } from "./receipt-keys.ts";

/** Makes and signs receipts of stored statements. The caller has decided that the statement may be seen. */
export function newReceipts(store: Store, calculations: KeptCalculations, secret: string, random: Randomness): Receipts {
  return {
    keys: (companyId) => readReceiptKeys(store, companyId),
    async sign(statement) {
      const { companyId, set, inputChange: change } = statement;
      const { calculation } = await calculations({ companyId, set, inputChange: change });
      const head = calculation.statements.find(
        ({ participant, period, currency }) =>
          participant === statement.participant && period === statement.period && currency === statement.currency,
      );
      if (!head) return undefined;
      const { key, sign } = await receiptSigner(store, companyId, secret, random);
      const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
      const receipt = makeReceipt(calculation, head, { key, set, calculation: statement.calculation, change, sha256 });
      return receipt?.total === statement.amount ? { receipt, signature: sign(signedText(receipt)) } : undefined;
    },
  };
}
