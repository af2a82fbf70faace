import { api, bodyOf } from "../../../app/web/kit/client.ts";
import type { StatementAddress } from "../../statements/screens/queries.ts";
import type { ReceiptCheck, ReceiptKey } from "../check-receipt.ts";
import type { SignedReceipt } from "../receipt.ts";
import { checkInThread } from "./check-in-thread.ts";

export async function readReceipt({ participant, period, ...query }: StatementAddress): Promise<SignedReceipt> {
  return bodyOf(api.statements[":participant"][":period"].receipt.$get({ param: { participant, period }, query }));
}

/** Checks the statement's own receipt, or a file's text, with the company's public keys. */
export async function checkHere(address: StatementAddress, file: File | undefined): Promise<ReceiptCheck> {
  const document: unknown = file ? JSON.parse(await file.text()) : await readReceipt(address);
  // After the receipt: the company's first one makes its key.
  const { items } = await bodyOf<{ items: readonly ReceiptKey[] }>(api["receipt-keys"].$get());
  return checkInThread({ document, keys: items });
}

/** Gives the browser the receipt as a file. */
export async function downloadReceipt(address: StatementAddress): Promise<void> {
  const signed = await readReceipt(address);
  const url = URL.createObjectURL(new Blob([`${JSON.stringify(signed, null, 2)}\n`], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `receipt-${address.participant}-${address.period}.json`;
  link.click();
  URL.revokeObjectURL(url);
}
