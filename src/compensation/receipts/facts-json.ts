import { formatDay, parseDay } from "../../calendar/day.ts";
import { formatMinor, minorOf } from "../../money/money.ts";
import type { Rational } from "../../money/rational.ts";
import type { FactCredit, FactMeasure, FactPay } from "../facts.ts";
import type { ReceiptFact } from "./receipt.ts";

/** A fact with its place among the receipt's transactions, as it stands in a receipt of `currency`. */
export function writeFact(credit: FactCredit, place: number, currency: string): ReceiptFact {
  const { id, first, last, measures, components, ...rest } = credit;
  return {
    ...rest,
    fact: id,
    first: formatDay(first),
    last: formatDay(last),
    place,
    measures: [...measures].map(([measure, { value, customers }]) => ({
      measure,
      value: typeof value === "string" ? value : fractionText(value),
      ...(customers.length > 0 && { customers: [...customers] }),
    })),
    pays: [...components].flatMap(([component, pays]) =>
      pays.map(({ period, amountMinor, earned }) => ({
        component,
        period,
        amount: formatMinor(amountMinor, currency),
        ...(earned && { earned: fractionText(earned) }),
      })),
    ),
  };
}

/** Throws RangeError for a day or amount that cannot be. */
export function readFact(written: ReceiptFact, currency: string): FactCredit {
  const { fact, first, last, measures, pays, ...rest } = written;
  return {
    ...rest,
    id: fact,
    first: dayIn(first),
    last: dayIn(last),
    measures: new Map(
      measures.map(({ measure, value, customers = [] }): [string, FactMeasure] => [measure, { value: valueIn(value), customers }]),
    ),
    components: new Map(
      [...Map.groupBy(pays, ({ component }) => component)].map(([component, own]) => [
        component,
        own.map(
          ({ period, amount, earned }): FactPay => ({
            period,
            amountMinor: minorOf(amount, currency),
            ...(earned !== undefined && { earned: fractionIn(earned) }),
          }),
        ),
      ]),
    ),
  };
}

export function dayIn(text: string): number {
  const day = parseDay(text);
  if (day === undefined) throw new RangeError(`${text} is no day`);
  return day;
}

function valueIn(value: string): FactMeasure["value"] {
  return value === "blank" || value === "foreign" ? value : fractionIn(value);
}

/** Not reduced: the denominator says in what the value is counted. */
function fractionText({ numerator, denominator }: Rational): string {
  return `${numerator}/${denominator}`;
}

function fractionIn(text: string): Rational {
  const [numerator = "0", denominator = "1"] = text.split("/");
  return { numerator: BigInt(numerator), denominator: BigInt(denominator) };
}
