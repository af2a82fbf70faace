import { Link } from "@tanstack/react-router";
import { formatCount } from "../../../app/web/kit/number.ts";
import { Section } from "../../../app/web/kit/page.tsx";
import { text } from "../../../app/web/kit/text.ts";
import classes from "./calculation.module.css";
import type { CalculationPage } from "./types.ts";

type Group = CalculationPage["findings"][number];
type Finding = Group["findings"][number];

/** Findings by kind; each leads to the record where it is resolved. */
export function FindingGroups({ groups }: { readonly groups: readonly Group[] }) {
  const words = text.calculation;
  return (
    <Section title={words.findings}>
      <div className={classes["groups"]}>
        {groups.map(({ code, blocking, count, findings }) => (
          <details key={code} className={classes["group"]}>
            <summary>
              <strong>{words.findingKinds[code]}</strong> · {formatCount(count)}
              {blocking ? ` · ${text.statement.blocking}` : ""}
            </summary>
            <ul className={classes["findings"]}>
              {findings.map((finding, index) => (
                <li key={`${finding.message} ${index}`}>
                  <div>{finding.message}</div>
                  <div className={classes["fix"]}>{finding.fix}</div>
                  <Places finding={finding} />
                </li>
              ))}
              {count > findings.length ? <li>{words.moreFindings(count - findings.length)}</li> : null}
            </ul>
          </details>
        ))}
      </div>
    </Section>
  );
}

function Places({ finding: { participant, transaction } }: { readonly finding: Finding }) {
  return (
    <div className={classes["links"]}>
      {participant === undefined ? null : (
        <Link to="/people/$participant" params={{ participant }}>
          {text.calculation.toPerson(participant)}
        </Link>
      )}
      {transaction === undefined ? null : <span>{text.calculation.toTransaction(transaction)}</span>}
    </div>
  );
}
