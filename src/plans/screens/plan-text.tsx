import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { JsonEditor } from "../../app/web/kit/json-editor.tsx";
import { LoadingState } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import formClasses from "./plan-form.module.css";
import { planOffers } from "./plan-offers.ts";
import classes from "./plan.module.css";
import { documentOf, type PlanCheck, planNamesQuery, planSchemaQuery } from "./queries.ts";

type PlanTextProps = {
  readonly written: string;
  readonly setWritten: (written: string) => void;
  readonly problems: PlanCheck["problems"];
  /** The text alone is the plan: it says more than the form shows. */
  readonly isMaster: boolean;
};

/** The document as text, folded below the form while the form shows all of it; what is wrong stands outside. */
export function PlanText({ written, setWritten, problems, isMaster }: PlanTextProps) {
  const words = text.planEditor;
  const [opened, setOpened] = useState(false);
  const open = opened || isMaster;
  return (
    <>
      {open || problems.length === 0 ? null : (
        <ul className={formClasses["problems"]}>
          {problems.map(({ pointer, message, fix }) => (
            <li key={`${pointer} ${message}`}>
              {message} {fix}
            </li>
          ))}
        </ul>
      )}
      <details className={formClasses["asText"]} open={open} onToggle={(event) => setOpened(event.currentTarget.open)}>
        <summary>{words.asText}</summary>
        {open ? <TextEditor written={written} setWritten={setWritten} problems={problems} /> : null}
      </details>
    </>
  );
}

function TextEditor({ written, setWritten, problems }: Omit<PlanTextProps, "isMaster">) {
  const words = text.planEditor;
  const schema = useQuery(planSchemaQuery).data;
  const names = useQuery(planNamesQuery).data;
  const document = documentOf(written);
  if (!schema || !names) return <LoadingState />;
  return (
    <>
      <p className={formClasses["help"]}>{words.textHelp}</p>
      <div className={classes["bar"]}>
        <Button
          variant="default"
          size="compact-sm"
          disabled={document === undefined}
          onClick={() => setWritten(JSON.stringify(document, null, 2))}
        >
          {words.format}
        </Button>
      </div>
      <JsonEditor
        label={words.label}
        value={written}
        onChange={setWritten}
        schema={schema}
        offers={planOffers(names)}
        problems={problems.map(({ pointer, message, fix, severity, line }) => ({
          place: pointer.slice(1).replaceAll("/", "."),
          message: words.problem(line, message, fix),
          severity,
        }))}
      />
    </>
  );
}
