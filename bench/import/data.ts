import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { seeded } from "../engine/data.ts";

export const PARTICIPANTS = 5_000;
const CUSTOMERS = 20_000;
const PRODUCTS = 200;
const TERRITORIES = 50;
const YEAR = 2025;

/** Columns of the transactions file, in its order. */
export const COLUMNS = [
  "source",
  "transaction",
  "line",
  "kind",
  "order",
  "date",
  "orderDate",
  "customer",
  "product",
  "territory",
  "owner",
  "amount",
  "currency",
  "margin",
  "quantity",
] as const;

/** Writes a company folder with `rows` transactions, one year, seeded. Gives the path of the transactions file. */
export async function writeCompany(folder: string, rows: number): Promise<string> {
  await mkdir(join(folder, "plans"), { recursive: true });
  const list = (count: number, line: (n: number) => string): string =>
    Array.from({ length: count }, (_, index) => line(index + 1)).join("\n");
  await writeFile(join(folder, "company.json"), JSON.stringify({ name: "Bench", currency: "USD" }));
  await writeFile(join(folder, "people.csv"), `participant,name\n${list(PARTICIPANTS, (n) => `${participant(n)},Participant ${n}`)}\n`);
  await writeFile(join(folder, "positions.csv"), `position\n${list(PARTICIPANTS, (n) => `S${n}`)}\n`);
  await writeFile(join(folder, "assignments.csv"), `participant,position\n${list(PARTICIPANTS, (n) => `${participant(n)},S${n}`)}\n`);
  await writeFile(join(folder, "customers.csv"), `customer,name\n${list(CUSTOMERS, (n) => `C${100_000 + n},Customer ${n}`)}\n`);
  await writeFile(join(folder, "products.csv"), `product,family\n${list(PRODUCTS, (n) => `P${n},F${n % 10}`)}\n`);
  await writeFile(join(folder, "territories.csv"), `territory,name\n${list(TERRITORIES, (n) => `T${n},Territory ${n}`)}\n`);
  await writeFile(join(folder, "plans", "flat.json"), JSON.stringify(PLAN));
  const path = join(folder, "transactions.csv");
  await writeTransactions(path, rows);
  return path;
}

const PLAN = {
  plan: "bench",
  version: "1",
  name: "Commission on every order",
  effective: { from: `${YEAR}-01-01`, to: null },
  currency: "USD",
  payPeriod: "quarter",
  assigned: [{ where: "TRUE" }],
  credits: [{ name: "own", kind: "direct" }],
  measures: [{ name: "revenue", credits: ["own"], of: "amount", window: "quarter" }],
  components: [{ name: "commission", kind: "flat", measure: "revenue", rate: "5%" }],
};

function participant(n: number): string {
  return `E${10_000 + n}`;
}

async function writeTransactions(path: string, rows: number): Promise<void> {
  const random = seeded(20_261_123);
  const upTo = (count: number): number => 1 + Math.floor(random() * count);
  const out = createWriteStream(path);
  let text = `${COLUMNS.join(",")}\n`;
  for (let row = 1; row <= rows; row++) {
    const day = new Date(Date.UTC(YEAR, 0, 1 + Math.floor(((row - 1) / rows) * 365))).toISOString().slice(0, 10);
    const cents = upTo(1_000_000);
    const amount = (cents / 100).toFixed(2);
    text += `erp,SO-${10_000_000 + row},1,order,SO-${10_000_000 + row},${day},${day},C${100_000 + upTo(CUSTOMERS)},P${upTo(PRODUCTS)},T${upTo(TERRITORIES)},${participant(upTo(PARTICIPANTS))},${amount},USD,${((cents * 3) / 1000).toFixed(2)},${upTo(20)}\n`;
    if (text.length > 1 << 20) {
      if (!out.write(text)) await once(out, "drain");
      text = "";
    }
  }
  out.end(text);
  await once(out, "finish");
}
