import fc from "fast-check";
import type { SmallTransaction } from "./build-inputs.ts";
import { compact } from "./compact.ts";

export const PEOPLE = ["ann", "bob", "cat", "dan"];
export const SEATS = ["S1", "S2", "S3", "S4"];

export const dayOf2026 = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 28 }))
  .map(([month, day]) => `2026-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`);
export const sometimes = <T>(value: fc.Arbitrary<T>, weight = 1): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight, arbitrary: value }, { weight: 4, arbitrary: fc.constant(undefined) });
const mostly = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 9, arbitrary: value }, { weight: 1, arbitrary: fc.constant(undefined) });

/** A decimal text with up to `decimals` decimals, whole part up to `max`. */
export function decimalText(max: number, decimals: number, signed = false): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.integer({ min: 0, max }),
      fc.integer({ min: 0, max: decimals }),
      fc.nat(),
      signed ? fc.integer({ min: 0, max: 3 }) : fc.constant(1),
    )
    .map(([whole, places, digits, sign]) => {
      const fractionDigits = String(digits).padStart(places, "0").slice(0, places);
      return `${sign === 0 ? "-" : ""}${whole}${places > 0 ? `.${fractionDigits}` : ""}`;
    });
}

/** Amounts whose sums meet thresholds and quotas exactly, among them; and some beyond 2^53 at their precision. */
const amount = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom("25.25", "25.25", "50.5", "101", "202", "-25.25", "-50.50") },
  { weight: 8, arbitrary: decimalText(20_000, 4, true) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 9 }).map((digit) => `${digit}${"37291846550129".slice(0, 13)}.${digit}7`) },
  { weight: 1, arbitrary: fc.constant("0") },
);

/** Shares of a whole; nearly always they total 100 %. */
export const shares = fc.constantFrom(
  ["50%", "50%"],
  ["60%", "40%"],
  ["33.3333%", "33.3333%", "33.3334%"],
  ["12.5%", "37.5%", "50%"],
  ["100%"],
  ["50%", "40%"],
);

const splits = fc
  .tuple(fc.shuffledSubarray([...PEOPLE, "S1", "S2", "S3", "S4"], { minLength: 3, maxLength: 3 }), shares)
  .map(([parties, parts]) => parts.map((share, index) => ({ kind: "split" as const, role: "", share, ...party(parties[index] ?? "S1") })));
const overlays = fc
  .array(
    fc.tuple(
      fc.constantFrom(...PEOPLE, ...SEATS),
      fc.constantFrom("engineer", "partner"),
      fc.constantFrom("10%", "25%", "33.3333%", "100%"),
    ),
    { maxLength: 2 },
  )
  .map((list) =>
    list
      .map(([id, role, share]) => ({ kind: "overlay" as const, role, share, ...party(id) }))
      .filter(
        (one, index, all) =>
          all.findIndex(
            (other) => other.role === one.role && (other.participant ?? other.position) === (one.participant ?? one.position),
          ) === index,
      ),
  );

function party(id: string): { participant?: string; position?: string } {
  return PEOPLE.includes(id) ? { participant: id } : { position: id };
}

export function randomTransaction(currency: string): fc.Arbitrary<Omit<SmallTransaction, "id" | "line">> {
  return fc
    .record({
      kind: fc.constantFrom("order", "order", "return", "invoice"),
      date: dayOf2026,
      orderDate: mostly(dayOf2026),
      invoiceDate: sometimes(dayOf2026, 4),
      owner: mostly(fc.constantFrom(...PEOPLE, "zoe")),
      position: sometimes(fc.constantFrom(...SEATS)),
      customer: mostly(fc.constantFrom("c1", "c2", "c3")),
      product: mostly(fc.constantFrom("p1", "p2")),
      currency: fc.oneof({ weight: 30, arbitrary: fc.constant(currency) }, { weight: 1, arbitrary: fc.constant("EUR") }),
      amount,
      margin: mostly(decimalText(500, 3, true)),
      quantity: mostly(decimalText(20, 2, true)),
      attributes: fc.record({ seats: mostly(decimalText(9, 3)), premium: mostly(decimalText(900, 2)) }).map(compact),
      split: sometimes(splits),
      overlay: sometimes(overlays),
    })
    .map(({ split, overlay, ...row }) => ({ ...compact(row), splits: [...(split ?? []), ...(overlay ?? [])] }));
}
