import fc from "fast-check";
import { expect, test } from "vitest";
import { bindHeader } from "../../company/bind-header.ts";
import { References } from "../../company/references.ts";
import { people } from "../../people/tables.ts";
import { OWN_FORMATS } from "../../table/formats.ts";
import { transactions } from "../../transactions/tables.ts";
import { CopyBuffer } from "./copy-buffer.ts";
import { KeyFilter } from "./key-filter.ts";
import { rowEncoder } from "./row-encoder.ts";

const HEADER = ["transaction", "line", "kind", "date", "owner", "amount", "currency", "quantity", "attributes.online", "attributes.rate"];
const attributes = new Map([
  [
    "transaction",
    new Map([
      ["online", "Boolean"],
      ["rate", "Percent"],
    ] as const),
  ],
] as const);
const limits = { amountDigits: 2 };
const references = new References();
for (const [id, name] of [
  ["E1", "Ann"],
  ["E2", "Bob"],
  ["E3", "Bob"],
] as const)
  references.add(
    people,
    new Map([
      ["participant", id],
      ["name", name],
    ]),
  );

/** One row through both ways: from its cells, and typed by the reader of company folders first. */
function bothWays(cells: readonly string[]): { readonly direct: unknown; readonly typed: unknown } {
  const encode = (write: (encoder: ReturnType<typeof rowEncoder>) => unknown): unknown => {
    const out = new CopyBuffer();
    const problems = write(
      rowEncoder(
        transactions,
        HEADER,
        { references, attributes, limits },
        out,
        { companyId: 1, importId: 2, fileIndex: 0, file: "t.csv" },
        new KeyFilter(),
      ),
    );
    return problems ?? Buffer.from(out.take()).toString("hex");
  };
  const reader = bindHeader(transactions, HEADER, { file: "t.csv", attributes, formats: OWN_FORMATS, limits });
  if (!("read" in reader)) throw new Error("The header is wrong");
  const typed = encode((encoder) => {
    const read = reader.read(cells, 7);
    return "row" in read ? encoder.encodeRow({ row: read.row, file: "t.csv", line: 7 }, 3) : read.problems;
  });
  return { direct: encode((encoder) => encoder.encodeCells(cells, 7, 3)), typed };
}

const VALID = ["T1", "1", "order", "2026-01-31", "E1", "12.50", "USD", "3", "true", "12.5%"];
const cellOf = (...texts: string[]) => fc.constantFrom(...texts, "", " ", "'=1", "=1", "x\u0000", "é", "x".repeat(201));

test("cells written directly are the bytes that typed rows give, and are refused for the same reasons", () => {
  fc.assert(
    fc.property(
      fc.tuple(
        cellOf("T1", " T1", "T1 ", "Ä1", "1Ä2"),
        cellOf("1", "2"),
        cellOf("order", "Order", "return", "sale"),
        cellOf("2026-01-31", "2026-02-30", "31.01.2026", " 2026-01-31"),
        cellOf("E1", "E9", "Ann", "Bob", "e1"),
        cellOf(
          "12.50",
          "-12.5",
          "0",
          "-0",
          "0.00",
          "1.234",
          "1,5",
          ".5",
          "5.",
          "123456789012345",
          "1234567890123456",
          "99999999999999999999",
          "+1",
          "1e3",
          "00012.3",
        ),
        cellOf("USD", "usd", "XXY"),
        cellOf("3", "0.000001", "0.0000001", "-7"),
        cellOf("true", "no", "maybe"),
        cellOf("12.5%", "5", "0%"),
      ),
      (cells) => {
        const { direct, typed } = bothWays(cells);
        // Typed rows are read whole before references are looked up, so that only one kind of problem shows at once.
        if (typeof typed === "string" || typeof direct === "string") expect(direct).toEqual(typed);
        else expect(direct).toEqual(expect.arrayContaining(typed as unknown[]));
      },
    ),
    { numRuns: 1000 },
  );
});

test("a valid row is written", () => expect(bothWays(VALID).direct).toBe(bothWays(VALID).typed));

test("names and e-mails become ids; unknown and ambiguous ones are refused", () => {
  const withOwner = (owner: string) => bothWays(VALID.with(4, owner)).direct;
  expect(withOwner("Ann")).toBe(withOwner("E1"));
  expect(withOwner("Bob")).toEqual([expect.objectContaining({ code: "ambiguous-reference", line: 7, column: "owner", value: "Bob" })]);
  expect(withOwner("Zoe")).toEqual([expect.objectContaining({ code: "unknown-reference", file: "t.csv", value: "Zoe" })]);
});
