import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { checkReceipt, type ReceiptCheck, type ReceiptKey } from "../../../compensation/receipts/check-receipt.ts";
import { mismatchText, proofEnds } from "../../../compensation/receipts/words.ts";
import { newAskingHere } from "../../calculation/asking.ts";
import { readReceiptKeys, verifyWithNode } from "../../calculation/receipt-keys.ts";
import { newReceipts } from "../../calculation/receipts.ts";
import { readOrMakeSecret } from "../../server/secret.ts";
import { systemRandomness } from "../../server/system.ts";
import { chooseCompany, commandSession } from "../company.ts";
import { argument, type CommandDefinition, flag, type Invocation, optionalArgument, textOption } from "../command.ts";
import { BLOCKED, type CommandContext, DONE, Refusal } from "../context.ts";
import { findStatement } from "../find-statement.ts";
import { settingsOf, withStore } from "../store.ts";

/** In the participant's place: check a file, or print the public keys. */
const VERIFY = "verify";
const KEYS = "keys";

export const receiptCommand: CommandDefinition = {
  examples: [
    "attain receipt 275 2026-Q1 --out receipt.json",
    "attain receipt keys > keys.json",
    "attain receipt verify receipt.json --keys keys.json",
  ],
  usesStore: true,
  configure: (command) => {
    command
      .argument("<participant>", `the participant's id, name or e-mail; or "${VERIFY}" to check a file, "${KEYS}" for the public keys`)
      .argument("[period]", `the pay period, such as 2026-Q1 or W01; after "${VERIFY}" the receipt's file`)
      .option("--out <file>", "write the receipt into this file instead of stdout")
      .option("--keys <file>", "the public keys to check with, as GET /api/receipt-keys gives them; without it the database's")
      .option("--plans <set>", "the plan set", "default")
      .option("--currency <code>", "the statement's, when the participant has several in the period")
      .option("--company <name>", "the company, when the database holds several");
  },
  run: async (invocation, context) => {
    const first = argument(invocation, 0);
    const second = optionalArgument(invocation, 1);
    if (first === KEYS && second === undefined) return printKeys(invocation, context);
    if (second === undefined)
      throw new Refusal(
        "It is not said for which period, or which file",
        "Write: attain receipt <participant> <period>, or: attain receipt verify <file>",
      );
    return first === VERIFY ? verify(second, invocation, context) : write(first, second, invocation, context);
  },
};

async function write(participant: string, period: string, invocation: Invocation, context: CommandContext): Promise<number> {
  const settings = settingsOf(context);
  const signed = await withStore(context, async (store) => {
    const company = await chooseCompany(store, textOption(invocation, "company"));
    const wanted = { participant, period, set: textOption(invocation, "plans") ?? "default", currency: textOption(invocation, "currency") };
    const statement = await store.as(commandSession(company), (tx) => findStatement(tx, company, wanted));
    if (statement.state !== "published")
      throw new Refusal(`Calculation ${statement.calculation} is a draft`, "Publish it first: only what is published has receipts");
    const secret = readOrMakeSecret(settings.ATTAIN_SECRET, settings.ATTAIN_DATA, systemRandomness);
    const made = await newReceipts(store, newAskingHere(store), secret, systemRandomness).sign({
      companyId: company.id,
      ...statement,
    });
    if (made) return made;
    throw new Refusal(
      `The receipt of ${statement.participant} for ${statement.period} does not come to the statement's ${statement.amount} ${statement.currency}`,
      `Compare with: attain replay ${statement.calculation}`,
    );
  });
  const content = `${JSON.stringify(signed, null, 2)}\n`;
  const out = textOption(invocation, "out");
  if (out === undefined) context.out(content);
  else writeFileSync(resolve(context.cwd, out), content);
  return DONE;
}

async function printKeys(invocation: Invocation, context: CommandContext): Promise<number> {
  const items = await storedKeys(invocation, context);
  context.out(`${JSON.stringify({ items }, null, 2)}\n`);
  return DONE;
}

function storedKeys(invocation: Invocation, context: CommandContext): Promise<ReceiptKey[]> {
  return withStore(context, async (store) => readReceiptKeys(store, (await chooseCompany(store, textOption(invocation, "company"))).id));
}

async function verify(file: string, invocation: Invocation, context: CommandContext): Promise<number> {
  const keysFile = textOption(invocation, "keys");
  const keys = keysFile === undefined ? await storedKeys(invocation, context) : keysIn(readJson(context, keysFile), keysFile);
  const check = await checkedFile(readJson(context, file), file, keys);
  if (flag(invocation, "json")) {
    const { receipt, signature, mismatch } = check;
    context.out(
      `${JSON.stringify({ signature, matches: mismatch === undefined, mismatch: mismatch ?? null, facts: receipt.facts.credits }, null, 2)}\n`,
    );
  } else context.out(`${report(check).join("\n")}\n`);
  return check.signature === "valid" && check.mismatch === undefined ? DONE : BLOCKED;
}

async function checkedFile(document: unknown, file: string, keys: readonly ReceiptKey[]): Promise<ReceiptCheck> {
  try {
    return await checkReceipt(document, keys, verifyWithNode);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Refusal(`${file} is no receipt of Attain: ${error.message}`, "Download it again from the statement's page");
  }
}

const SIGNATURES: Readonly<Record<ReceiptCheck["signature"], string>> = {
  valid: "The signature is the company's: nothing was changed since it was signed.",
  altered: "ALTERED: the signature does not fit what the receipt says.",
  "unknown-key": "The signature is of a key that is not among the keys given.",
  unchecked: "The signature was not checked.",
};

function report({ receipt, signature, mismatch }: ReceiptCheck): string[] {
  const { participant, period, total, currency, calculation, change } = receipt;
  return [
    `${participant.name} (${participant.id}), ${period.name}: ${total} ${currency}, calculation ${calculation} on the inputs as of change ${change}`,
    SIGNATURES[signature],
    mismatch
      ? `DOES NOT MATCH: ${mismatchText(mismatch)}`
      : `Worked out again from the receipt alone: all ${receipt.lines.length} lines match to the cent.`,
    ...proofEnds(receipt),
  ];
}

function readJson(context: CommandContext, file: string): unknown {
  try {
    return JSON.parse(readFileSync(resolve(context.cwd, file), "utf8"));
  } catch (error) {
    throw new Refusal(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`, "Name a JSON file");
  }
}

function keysIn(document: unknown, file: string): ReceiptKey[] {
  const items: unknown = typeof document === "object" && document !== null && "items" in document ? document.items : undefined;
  const keys = Array.isArray(items) ? items.filter(isKey) : [];
  if (keys.length > 0) return keys;
  throw new Refusal(`${file} holds no public keys`, "Save what GET /api/receipt-keys or `attain receipt keys` gives");
}

function isKey(value: unknown): value is ReceiptKey {
  return typeof value === "object" && value !== null && "key" in value && "publicKey" in value && typeof value.publicKey === "string";
}
