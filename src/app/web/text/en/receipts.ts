import { formatCount } from "../../kit/number.ts";

/** Words of receipts: what a check of one has found. */
export const receipts = {
  receipt: {
    title: "Receipt",
    lead: "The receipt is a signed file with the own deals, quotas and plan behind this statement. This browser can calculate the statement again from it alone, and check that nothing was changed.",
    check: "Check here",
    download: "Download",
    checkFile: "Check a file",
    file: (file: string, name: string, period: string) => `${file}: ${name}, ${period}`,
    matches: "Matches to the cent",
    matchesHow: (lines: number, total: string, currency: string) =>
      `This browser worked out ${lines === 1 ? "the one line" : `all ${formatCount(lines)} lines`} again from the receipt alone and came to the same ${total} ${currency}.`,
    mismatch: "Does not match",
    mismatchTotal: (signed: string, again: string) => `The total stands as ${signed}; worked out again it is ${again}.`,
    mismatchLine: (line: number, subject: string, signed: string, again: string) =>
      `Line ${formatCount(line)} (${subject}) stands as ${signed}; worked out again it is ${again}.`,
    nothing: "nothing",
    signatures: {
      valid: "Signature is right",
      altered: "The receipt was altered",
      "unknown-key": "Signed by a key that is not known here",
      unchecked: "Signature not checked",
    },
    signatureHow: {
      valid: (company: string) => `${company} signed it, and nothing in it was changed since.`,
      altered: (company: string) => `The signature of ${company} does not fit what it says now.`,
      "unknown-key": (company: string) => `None of the public keys of ${company} is the one it names.`,
      unchecked: () => "This browser checks signatures only on pages served by https.",
    },
    proofWhole: "Every line comes from rows that are in the receipt",
    proofWholeHow: "Nothing in this statement rests on rows of others.",
    proofEnds: (facts: number) =>
      `The receipt's own proof ends at ${facts === 1 ? "one signed fact" : `${formatCount(facts)} signed facts`}`,
    proofEndsHow: "Credit rolled up from others stands in the receipt as signed sums, without their rows.",
    fact: (fact: string, rule: string, position: string, days: string, credits: number, people: number) =>
      `${fact}: ${rule} for seat ${position}, ${days}: ${credits === 1 ? "1 credit" : `${formatCount(credits)} credits`} of ${people === 1 ? "1 person or seat" : `${formatCount(people)} people or seats`}`,
    standsOn: (calculation: number, change: number) =>
      `Stands on calculation ${formatCount(calculation)}, on the inputs as of change ${formatCount(change)}.`,
    noReceipt: (why: string) => `This file is no receipt that can be read: ${why}`,
  },
};
