import { IconAlertTriangle } from "@tabler/icons-react";
import { Section } from "../../../app/web/kit/page.tsx";
import { text } from "../../../app/web/kit/text.ts";
import classes from "./findings.module.css";
import type { StatementFinding } from "./types.ts";

/** What is missing or ambiguous, and what to do about it. Blocking ones say so in words. */
export function Findings({ findings }: { readonly findings: readonly StatementFinding[] }) {
  return (
    <Section title={text.statement.findings(findings.length)}>
      <ul className={classes["list"]}>
        {findings.map((finding, index) => (
          <li key={`${finding.code} ${index}`} className={classes["finding"]}>
            <IconAlertTriangle size={18} stroke={1.7} aria-hidden="true" className={classes["icon"]} />
            <div>
              <div>
                {finding.blocking ? <strong>{text.statement.blocking} </strong> : null}
                {finding.message}
              </div>
              <div className={classes["fix"]}>{finding.fix}</div>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
