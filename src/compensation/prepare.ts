import type { Interval } from "../calendar/period.ts";
import { type DayTable, dayTable, horizonOf } from "./attainment/horizon.ts";
import { type QuotaBook, quotaBook } from "./attainment/quotas.ts";
import { type Owned, ownedBy } from "./crediting/owned.ts";
import { type DateKind, type Ownership, ownership } from "./crediting/ownership.ts";
import type { Inputs } from "./inputs.ts";

/**
 * What inputs come to before any plan is read: who sits where under codes, whose each transaction and split is on its day, the periods
 * of the calendars, the quotas by seat. Calculations share it and change nothing in it; the inputs must not change either.
 */
export type PreparedInputs = {
  readonly inputs: Inputs;
  readonly ownership: Ownership;
  /** Whose the transactions are by one of their dates. */
  readonly ownedBy: (date: DateKind) => Owned;
  /** Periods of a calendar over the days on which there is anything. */
  readonly calendar: (name: string) => DayTable;
  readonly quotas: QuotaBook;
};

/** Does once what is the same for every calculation of the inputs. Ownership by other dates and calendars are added when first asked for. */
export function prepare(inputs: Inputs): PreparedInputs {
  const context = ownership(inputs);
  const horizon: Interval = inputs.facts?.horizon ?? horizonOf(inputs) ?? { from: 0, to: 0 };
  const prepared = {
    inputs,
    ownership: context,
    ownedBy: kept((date: DateKind) => ownedBy(context, date)),
    calendar: kept((name: string) => dayTable(inputs.company, name, horizon)),
    quotas: quotaBook(inputs.quotas, context.directory.positionCodes),
  };
  prepared.ownedBy("date");
  return prepared;
}

/** Asks `make` once for each key. */
function kept<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}
