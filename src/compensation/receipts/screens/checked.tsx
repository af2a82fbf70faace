import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { formatDate } from "../../../app/web/kit/date.ts";
import { formatDecimal } from "../../../app/web/kit/number.ts";
import { text } from "../../../app/web/kit/text.ts";
import type { Mismatch } from "../compare.ts";
import type { ReceiptCheck } from "../check-receipt.ts";
import type { ReceiptFact } from "../receipt.ts";
import classes from "./receipt.module.css";

/** What a check has found: the signature, the lines, and where the receipt's own proof ends. `file`: the one that was checked. */
export function Checked({ check, file }: { readonly check: ReceiptCheck; readonly file: string | undefined }) {
  const words = text.receipt;
  const { receipt, signature, mismatch } = check;
  const { lines, facts, participant, period, total, currency, calculation, change, company } = receipt;
  const isSigned = signature === "valid";
  return (
    <>
      {file === undefined ? null : <p className={classes["file"]}>{words.file(file, participant.name, period.name)}</p>}
      <ul className={classes["list"]}>
        <Result state={mismatch ? "bad" : "good"}>
          <strong>{mismatch ? words.mismatch : words.matches}</strong>
          <div className={classes["quiet"]}>
            {mismatch ? mismatchWords(mismatch) : words.matchesHow(lines.length, formatDecimal(total), currency)}
          </div>
        </Result>
        <Result state={isSigned ? "good" : signature === "unchecked" ? "unknown" : "bad"}>
          <strong>{words.signatures[signature]}</strong>
          <div className={classes["quiet"]}>{words.signatureHow[signature](company)}</div>
        </Result>
        <Result state="unknown">
          <strong>{facts.credits.length === 0 ? words.proofWhole : words.proofEnds(facts.credits.length)}</strong>
          <div className={classes["quiet"]}>{facts.credits.length === 0 ? words.proofWholeHow : words.proofEndsHow}</div>
          {facts.credits.length === 0 ? null : (
            <ul className={classes["facts"]}>
              {facts.credits.map((fact) => (
                <li key={fact.fact}>{factWords(fact)}</li>
              ))}
            </ul>
          )}
        </Result>
      </ul>
      <p className={classes["quiet"]}>{words.standsOn(calculation, change)}</p>
    </>
  );
}

const ICONS = { good: IconCircleCheck, bad: IconAlertTriangle, unknown: IconInfoCircle };

function Result({ state, children }: { readonly state: keyof typeof ICONS; readonly children: ReactNode }) {
  const Icon = ICONS[state];
  return (
    <li className={classes["result"]} data-state={state}>
      <Icon size={20} className={classes["icon"]} aria-hidden />
      <div>{children}</div>
    </li>
  );
}

function mismatchWords(mismatch: Mismatch): string {
  const words = text.receipt;
  if (mismatch.at === "total") return words.mismatchTotal(amountWords(mismatch.signed), amountWords(mismatch.recomputed));
  const { line, signed, recomputed } = mismatch;
  const of = signed ?? recomputed;
  const subject = [of?.component, of?.transaction?.transaction ?? of?.fact ?? of?.adjustment].filter(Boolean).join(", ");
  return words.mismatchLine(line, subject, amountWords(signed?.amount), amountWords(recomputed?.amount));
}

function amountWords(amount: string | undefined): string {
  return amount === undefined ? text.receipt.nothing : formatDecimal(amount);
}

function factWords({ fact, rule, position, first, last, credits, contributors }: ReceiptFact): string {
  const days = first === last ? formatDate(first) : `${formatDate(first)} – ${formatDate(last)}`;
  return text.receipt.fact(fact, rule, position, days, credits, contributors);
}
