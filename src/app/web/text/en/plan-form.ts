import { formatCount } from "../../kit/number.ts";

const people = (count: number) => (count === 1 ? "1 person" : `${formatCount(count)} people`);
const seats = (count: number) => (count === 1 ? "1 seat" : `${formatCount(count)} seats`);

/** Words of the form of a plan. */
export const planForm = {
  planForm: {
    name: "Name",
    from: "In force from",
    currency: "Currency",
    who: "Who it is for",
    by: {
      everybody: "Every seat",
      titles: "Seats with these titles",
      roles: "Seats with these roles",
      seats: "These seats",
      listed: "Seats that are put on it one by one",
    },
    listedHelp: "Once it is published, put seats on it under “Who is on it”.",
    counted: (name: string, held: number, all: number) => `${name} (${held === all ? people(held) : `${people(held)}, ${seats(all)}`})`,
    seat: (position: string, title: string, held: string) =>
      [held === "" ? "vacant" : held, title, position].filter((part) => part !== "").join(" · "),
    find: "Find",
    more: (count: string) => `and ${count} more`,
    credits: "Which deals count",
    creditKinds: { direct: "Own deals", split: "Their share of split deals", "roll-up": "Deals of the seats below them" },
    of: "Paid on",
    measured: (name: string) => MEASURED.get(name) ?? name,
    quota: "Against quota",
    noQuota: "No quota",
    window: "Attainment counted by",
    payPeriod: "Paid every",
    calendar: (name: string) => CALENDARS.get(name) ?? name,
    tiers: "Rates",
    fromPercent: "From attainment, %",
    fromAmount: (currency: string) => (currency === "" ? "From, units" : `From, ${currency}`),
    rate: "Rate, %",
    ratePerUnit: (currency: string) => `For each unit, ${currency}`,
    tierFrom: (tier: number, title: string) => `Tier ${tier}: ${title}`,
    tierRate: (tier: number, title: string) => `Tier ${tier}: ${title}`,
    addTier: "Add a tier",
    removeTier: (tier: number) => `Remove tier ${tier}`,
    whole: "How tiers pay",
    eachPart: "Each part pays the rate of its tier",
    wholeAmount: "The tier that is reached pays for the whole",
    intake: "Whom it takes in",
    intakeDay: "On this day",
    intakeFix: "The names appear when nothing is wrong.",
    taken: (held: number, all: number, day: string) => `${held === all ? people(held) : `${people(held)} in ${seats(all)}`} on ${day}`,
    takenNobody: "Nobody holds such a seat on that day. Choose others above, or another day.",
    twice: (count: number) =>
      count === 1
        ? "1 seat is on another plan too, and is paid by both."
        : `${seats(count)} are on another plan too, and are paid by both.`,
    also: (plans: string) => `also on ${plans}`,
    onNone: (count: number) => (count === 1 ? "1 seat is on no plan then" : `${seats(count)} are on no plan then`),
    nobodyLeft: "Everybody in a seat is on a plan.",
  },
} as const;

const MEASURED: ReadonlyMap<string, string> = new Map([
  ["amount", "Revenue (amount)"],
  ["margin", "Margin"],
  ["quantity", "Units sold (quantity)"],
  ["count", "Number of deals"],
  ["customers", "Number of customers"],
]);

const CALENDARS: ReadonlyMap<string, string> = new Map([
  ["month", "month"],
  ["quarter", "quarter"],
  ["year", "year"],
  ["life", "lifetime"],
]);
