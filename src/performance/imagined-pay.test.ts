import { beforeAll, describe, expect, test } from "vitest";
import { companyInputs } from "../../test/support/company-inputs.ts";
import { DEMO_SEED, generate } from "../app/demo/generate.ts";
import { parseDay } from "../calendar/day.ts";
import { calculate, explainHead, type Inputs, prepare } from "../compensation/engine.ts";
import { parseDecimal } from "../money/decimal.ts";
import { imaginedPay, paidAndCredited } from "./imagined-pay.ts";
import { nextTiers } from "../compensation/explain/changes/next-tier.ts";
import { presentHeads } from "./standing.ts";

const TODAY = parseDay("2026-11-23")!;
const SET = { set: "default" };
let files: ReadonlyMap<string, string>;
let inputs: Inputs;
let rep: string;
beforeAll(async () => {
  const demo = generate(DEMO_SEED, TODAY);
  files = demo.files;
  rep = demo.tierEdge.participant;
  inputs = (await companyInputs(files)).inputs;
}, 60_000);

/** What the participant is paid on top when the deal is imagined. */
function imagined(participant: string, day: string, product: string, amount: string) {
  const before = paidAndCredited(calculate(prepare(inputs), { ...SET, participant }), participant);
  const deal = {
    date: parseDay(day)!,
    owner: participant,
    customer: "",
    product,
    amount: parseDecimal(amount)!,
    currency: "USD",
    attributes: new Map(),
  };
  return imaginedPay(inputs, "default", participant, before, deal);
}

/** The same deal as a row of the company's own file, read and calculated like any other. */
async function written(participant: string, day: string, product: string, amount: string): Promise<bigint> {
  const table = files.get("transactions.csv") ?? "";
  const cells = new Map([
    ["source", "imagined"],
    ["transaction", "imagined"],
    ["line", "1"],
    ["kind", "order"],
  ]);
  for (const date of ["date", "orderDate", "invoiceDate", "paymentDate"]) cells.set(date, day);
  for (const [name, cell] of [
    ["product", product],
    ["owner", participant],
    ["amount", amount],
  ] as const)
    cells.set(name, cell);
  const row = (table.split("\n")[0] ?? "")
    .split(",")
    .map((name) => cells.get(name.trim()) ?? "")
    .join(",");
  const { inputs: more, problems } = await companyInputs(new Map([...files, ["transactions.csv", `${table}${row}\n`]]));
  expect(problems).toEqual([]);
  const [after, before] = [more, inputs].map((each) => paidAndCredited(calculate(prepare(each), { ...SET, participant }), participant));
  return (after?.paidMinor.get("USD") ?? 0n) - (before?.paidMinor.get("USD") ?? 0n);
}

describe("pay if won", () => {
  test.each([
    ["today, inside a tier", "2026-11-23", "", "25000.00"],
    ["today, over a tier's edge", "2026-11-23", "", "101700.00"],
    ["written with fewer decimals than others", "2026-11-23", "", "1000.5"],
    ["in the middle of earlier transactions and splits", "2025-05-14", "", "90000.00"],
  ])(
    "is what the written deal would pay: %s",
    async (_label, day, product, amount) => {
      const found = imagined(rep, day, product, amount);
      expect(found?.kind).toBe("order");
      expect(found?.change.get("USD")).toBe(await written(rep, day, product, amount));
    },
    60_000,
  );

  test("is unknown where the plan credits nothing of it, and leaves the inputs as they were", () => {
    const count = inputs.transactions.count;
    expect(imagined("e101", "2026-11-23", "", "25000.00")).toBeUndefined();
    expect(inputs.transactions.count).toBe(count);
  });
});

test("the next tier: what is missing leads to its edge, and from there on the new rate is paid", () => {
  const calculation = calculate(prepare(inputs), SET);
  const [head] = presentHeads(calculation, rep, TODAY);
  const [tier] = nextTiers(explainHead(calculation, head!));
  expect(tier).toMatchObject({ rateNow: "5.5 %", rateThen: "8 %", edge: "187500" });
  const paid = (amount: string) => imagined(rep, "2026-11-23", "", amount)?.change.get("USD") ?? 0n;
  const missing = Number(tier?.missing);
  expect(paid(String(missing))).toBe(BigInt(missing * 5.5));
  expect(paid(String(missing + 1000)) - paid(String(missing))).toBe(8000n);
});
