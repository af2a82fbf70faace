import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { attain } from "./support/program.ts";

const environment = { ATTAIN_DATA: mkdtempSync(join(tmpdir(), "attain-nordlicht-")) };
afterAll(() => rmSync(environment.ATTAIN_DATA, { recursive: true, force: true }));

/** Pay of March by hand: examples/nordlicht/README.md. */
const MARCH = [
  ["1002", "8524.80"],
  ["1003", "1066.67"],
  ["1004", "0.00"],
];
const FILES = ["examples/nordlicht/data", "--mapping", "examples/nordlicht/mapping.json"];

test("the first steps of the README, as they stand there: without a database, then with one", async () => {
  const pay = async (...argv: readonly string[]) => {
    const { code, stdout, stderr } = await attain(environment, ...argv, "--period", "2026-03", "--json");
    expect([code, stderr]).toEqual([0, ""]);
    const { statements }: { readonly statements: readonly { participant: string; totals: { amount: string } }[] } = JSON.parse(stdout);
    return statements.map(({ participant, totals }) => [participant, totals.amount]).toSorted(([a = ""], [b = ""]) => a.localeCompare(b));
  };
  expect(await pay("pay", ...FILES)).toEqual(MARCH);
  expect(await attain(environment, "import", ...FILES)).toMatchObject({ code: 0, stderr: "Made the company Nordlicht Software.\n" });
  expect(await attain(environment, "calculate", "--publish")).toMatchObject({ code: 0, stderr: "" });
  expect(await pay("statements")).toEqual(MARCH);
  const why = await attain(environment, "explain", "Anke Petersen", "2026-03");
  expect(why.stdout).toMatch(/12 % of 8880 = 1065\.6\n/);
  expect(why.stdout).toMatch(/Return G-2026-001: -5,880\.00 EUR/);
});
