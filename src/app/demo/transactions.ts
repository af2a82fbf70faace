import { type Day, yearMonthDay } from "../../calendar/day.ts";
import type { World } from "./pipeline.ts";
import { Random } from "./random.ts";
import type { Order, OrderLine, Party } from "./sales.ts";
import { workday } from "./timeline.ts";

/** One line of what was sold, invoiced, paid or returned. */
export type DemoTransaction = {
  readonly kind: "order" | "invoice" | "payment" | "return";
  readonly transaction: string;
  readonly line: string;
  /** The id of the order it belongs to. */
  readonly orderId: string;
  readonly order: Order;
  /** The line of the order. */
  readonly of: OrderLine;
  readonly original: string | null;
  /** Whose it is on its date: what follows an order belongs to whoever sits in the seat by then, or to their manager. */
  readonly owner: string | null;
  readonly date: Day;
  readonly invoiceDate: Day | null;
  readonly paymentDate: Day | null;
  /** Signed. */
  readonly cents: number;
  readonly marginCents: number;
  readonly quantity: number;
  readonly parties: readonly Party[];
};

/** Every order with its invoices, payments and returns up to today, by date and id. */
export function transactionsOf(world: World, orders: readonly Order[]): readonly DemoTransaction[] {
  const sorted = orders.toSorted((a, b) => a.date - b.date || (a.customer.customer < b.customer.customer ? -1 : 1));
  return sorted
    .flatMap((order, index) => linesOf(world, order, `${yearMonthDay(order.date).year % 100}-${String(index + 1).padStart(5, "0")}`))
    .toSorted(
      (a, b) => a.date - b.date || (a.transaction < b.transaction ? -1 : a.transaction > b.transaction ? 1 : a.line < b.line ? -1 : 1),
    );
}

function linesOf(world: World, order: Order, number: string): DemoTransaction[] {
  const { today } = world.timeline;
  const random = new Random(world.seed, "after", number);
  const invoiced = workday(order.date + random.whole(3, 25));
  const paid = workday(invoiced + random.whole(12, 65));
  const isInvoiced = order.owner !== null && invoiced <= today;
  const isPaid = isInvoiced && paid <= today;
  const orderId = `SO-${number}`;
  return order.lines.flatMap((of, index): DemoTransaction[] => {
    const line = String(index + 1);
    const common = {
      line,
      orderId,
      order,
      of,
      original: null,
      owner: order.owner,
      invoiceDate: isInvoiced ? invoiced : null,
      paymentDate: isPaid ? paid : null,
      cents: of.cents,
      marginCents: Math.round(of.cents * of.marginShare),
      quantity: of.quantity,
      parties: [],
    };
    const rows: DemoTransaction[] = [{ ...common, kind: "order", transaction: orderId, date: order.date, parties: order.parties }];
    if (isInvoiced)
      rows.push({ ...common, kind: "invoice", transaction: `IN-${number}`, date: invoiced, owner: ownerOn(world, order, invoiced) });
    if (isPaid)
      rows.push({
        ...common,
        kind: "payment",
        transaction: `PM-${number}`,
        original: `IN-${number}/${line}`,
        date: paid,
        owner: ownerOn(world, order, paid),
      });
    const back = returned(order, of, random);
    if (back && back.date <= today && order.parties.every(({ participant }) => isSeated(world, participant, back.date)))
      rows.push({
        ...common,
        kind: "return",
        transaction: `RE-${number}`,
        original: `${orderId}/${line}`,
        ...back,
        owner: ownerOn(world, order, back.date),
        parties: order.parties,
      });
    return rows;
  });
}

function ownerOn({ organisation }: World, { seat, owner }: Order, day: Day): string | null {
  if (seat === null) return owner;
  const manager = `mgr-${seat.split("-")[1] ?? ""}`;
  return (organisation.occupant(seat, day) ?? organisation.occupant(manager, day))?.participant ?? owner;
}

/** Parties of a return must still be there to give back. */
function isSeated({ organisation }: World, participant: string, day: Day): boolean {
  return organisation.spells.some((held) => held.participant === participant && held.from <= day && day < held.to);
}

/** One line in thirty comes back, in part or whole: whole dollars, so that any share of it is a whole number of cents. */
function returned(
  { date }: Order,
  { cents, quantity, marginShare }: OrderLine,
  random: Random,
): Pick<DemoTransaction, "date" | "cents" | "marginCents" | "quantity"> | undefined {
  const back = random.whole(1, quantity);
  const day = workday(date + random.whole(15, 75));
  if (!random.chance(1 / 30)) return undefined;
  const worth = Math.round((cents * back) / quantity / 100) * 100;
  return { date: day, cents: -worth, marginCents: -Math.round(worth * marginShare), quantity: -back };
}
