import { formatDecimal, percentOf } from "../../kit/number.ts";

/** Words of people and their seats. */
export const people = {
  person: {
    seats: "Seats",
    seat: "Seat",
    jobTitle: "Title",
    dates: "Dates",
    share: "Share",
    attributes: "Attributes",
    attribute: "Attribute",
    of: "Of",
    value: "Value",
    quotas: "Quotas",
    measure: "Measure",
    amount: "Amount",
    currency: "Pay currency",
    employed: "Employed",
    always: "always",
    email: "E-mail address",
    statements: "Statements",
    nobody: "None",
    self: "The person",
    until: (day: string) => `until ${day}`,
    /** `share` is a decimal string with 1 for the whole. */
    shareOf: (share: string) => `${formatDecimal(percentOf(share))} %`,
  },
} as const;
