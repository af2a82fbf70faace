import { type Day, parseDay } from "../../calendar/day.ts";
import { type FiscalCalendar, periodAt } from "../../calendar/fiscal.ts";
import { calendarOf } from "../../company/calendar.ts";
import { TABLES } from "../../company/tables.ts";
import type { Adjusting } from "../../compensation/adjustments/api.ts";
import type { NewAdjustment } from "../../compensation/adjustments/schemas.ts";
import { minorOf } from "../../money/money.ts";
import { isCurrency, minorDigits } from "../../money/currency.ts";
import type { Store, Transaction } from "../database/store.ts";
import { readCompanyRow } from "../import/company-row.ts";
import { knownRows } from "../import/known-rows.ts";
import { Problem } from "../server/kit/problem.ts";

/** Adds and voids adjustments with the rights of whoever asks, each as a change with its reason. */
export function newAdjusting(store: Store): Adjusting {
  return {
    add: (session, wanted) =>
      store.publish(session, { reason: wanted.reason, kind: "adjustment" }, (tx, changeNumber) =>
        insertAdjustment(tx, session.companyId, changeNumber, wanted),
      ),
    within: insertAdjustment,
    void: (session, adjustment, reason) =>
      store.publish(session, { reason, kind: "adjustment" }, async (tx) => {
        const { numDeletedRows } = await tx
          .deleteFrom("adjustments")
          .where("company_id", "=", session.companyId)
          .where("adjustment", "=", adjustment)
          .executeTakeFirst();
        if (numDeletedRows === 0n) throw new Problem("not-found", `There is no adjustment ${adjustment}`);
      }),
  };
}

async function insertAdjustment(tx: Transaction, companyId: number, changeNumber: number, wanted: NewAdjustment): Promise<string> {
  const { participant, set, from: date, amount, reason } = wanted;
  const adjustment = `M${changeNumber}`;
  const { calendar, currency } = await placeOf(tx, companyId, wanted);
  await tx
    .insertInto("adjustments")
    .values({ company_id: companyId, adjustment, participant, set, calendar, date, amount, currency, reason })
    .execute();
  return adjustment;
}

/** Checks person, period and amount. Throws the problem "invalid-input" with the field. */
async function placeOf(
  tx: Transaction,
  companyId: number,
  { participant, period, from, amount, currency: wanted }: NewAdjustment,
): Promise<{ readonly calendar: string; readonly currency: string }> {
  const company = await readCompanyRow(tx, companyId);
  if (!company) throw new Problem("not-found");
  const person = await tx
    .selectFrom("people")
    .select("participant")
    .where("company_id", "=", companyId)
    .where("participant", "=", participant)
    .executeTakeFirst();
  if (!person) throw wrong("participant", `There is no participant ${participant}`);
  const windows = TABLES.find(({ name }) => name === "windows");
  const calendar = calendarNamed(
    calendarOf(company, windows ? await knownRows(tx, companyId, windows, company.attributes) : []),
    period,
    parseDay(from),
  );
  if (calendar === undefined) throw wrong("period", `No calendar of the company has a period ${period} that begins on ${from}`);
  const currency = wanted ?? company.currency;
  if (!isCurrency(currency)) throw wrong("currency", `${currency} is no currency`);
  try {
    minorOf(amount, currency);
  } catch {
    throw wrong("amount", `has more than the ${minorDigits(currency)} decimals of ${currency}`);
  }
  return { calendar, currency };
}

/** The calendar whose period of this name begins on the day. */
function calendarNamed(calendar: FiscalCalendar, period: string, from: Day | undefined): string | undefined {
  if (from === undefined) return undefined;
  return ["month", "quarter", "year", ...calendar.custom.keys()].find((name) => {
    const found = periodAt(calendar, name, from);
    return found?.name === period && found.from === from;
  });
}

function wrong(field: string, message: string): Problem {
  return new Problem("invalid-input", message, { errors: [{ place: `body.${field}`, message }] });
}
