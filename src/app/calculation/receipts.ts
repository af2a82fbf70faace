import { signedText } from "../../compensation/receipts/check-receipt.ts";
import type { Receipts } from "../../compensation/receipts/api.ts";
import type { Store } from "../database/store.ts";
import type { Randomness } from "../server/kit/ports.ts";
import { type Asking, askSoon } from "./asking.ts";
import { readReceiptKeys, receiptSigner } from "./receipt-keys.ts";

/** Makes and signs receipts of stored statements. The caller has decided that the statement may be seen. Throws the problem "being-calculated". */
export function newReceipts(store: Store, asking: Asking, secret: string, random: Randomness): Receipts {
  return {
    keys: (companyId) => readReceiptKeys(store, companyId),
    async sign({ companyId, set, inputChange, calculation, participant, period, currency, amount }) {
      const { key, sign } = await receiptSigner(store, companyId, secret, random);
      const receipt = await askSoon(asking, { companyId, set, inputChange }, "receipt", {
        statement: { participant, period, currency },
        frame: { key, set, calculation, change: inputChange },
      });
      return receipt?.total === amount ? { receipt, signature: sign(signedText(receipt)) } : undefined;
    },
  };
}
