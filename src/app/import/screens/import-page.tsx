import { Alert } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { FirstSteps } from "../../../performance/screens/first-steps.tsx";
import { api, bodyOf } from "../../web/kit/client.ts";
import { ConfirmButton } from "../../web/kit/confirm-button.tsx";
import { formatMoment } from "../../web/kit/date.ts";
import { formatCount } from "../../web/kit/number.ts";
import { PageHeader, Section } from "../../web/kit/page.tsx";
import { QueryView } from "../../web/kit/states.tsx";
import { firstStepsQuery } from "../../web/kit/steps-taken.ts";
import { TaskProgress } from "../../web/kit/task-progress.tsx";
import { text } from "../../web/kit/text.ts";
import { ImportReport, type ImportView } from "./import-report.tsx";
import { taskOf } from "./import-task.ts";
import classes from "./import.module.css";
import { cancelImport, useImport } from "./new-import.tsx";

/** One import: how far it is, what it changed, what it refused; it can be undone. */
export function ImportScreen() {
  const { import: number } = useParams({ from: "/signed-in/imports/$import" });
  const query = useImport(Number(number));
  return <QueryView query={query}>{(found) => <Imported found={found} />}</QueryView>;
}

function Imported({ found }: { readonly found: ImportView }) {
  const cache = useQueryClient();
  const undo = async () => {
    await bodyOf(api.imports[":import"].undo.$post({ param: { import: String(found.import) } }));
    await cache.invalidateQueries();
  };
  const canUndo = found.state === "published" && !found.undone;
  return (
    <>
      <PageHeader
        above={<Link to="/imports">{text.imports.title}</Link>}
        title={text.imports.number(found.import)}
        lead={`${text.imports.states[found.undone ? "undone" : found.state]} · ${formatMoment(found.createdAt)}`}
        beside={
          canUndo ? (
            <ConfirmButton
              label={text.imports.undo}
              question={text.imports.undoQuestion}
              confirm={text.imports.undo}
              danger
              onConfirm={undo}
            >
              {text.imports.undoLead}
            </ConfirmButton>
          ) : null
        }
      />
      {found.state === "staging" ? <TaskProgress task={taskOf(found)} cancel={() => cancelImport(found.import)} /> : null}
      {found.error === null ? null : (
        <Alert color="red" variant="light" role="alert">
          {found.error}
        </Alert>
      )}
      {found.undo ? <UndoneRows undo={found.undo} /> : null}
      {canUndo ? <NextSteps refused={found.tables.some(({ rejected }) => rejected > 0)} /> : null}
      <ImportReport found={found} />
    </>
  );
}

/** What comes after an import: what the company still lacks to pay, and the refused rows. */
function NextSteps({ refused }: { readonly refused: boolean }) {
  const cache = useQueryClient();
  useEffect(() => void cache.invalidateQueries(firstStepsQuery), [cache]);
  return (
    <>
      {refused ? (
        <p>
          {text.imports.refusedNext} <Link to="/imports/new">{text.imports.begin}</Link>
        </p>
      ) : null}
      <FirstSteps />
    </>
  );
}

function UndoneRows({ undo }: { readonly undo: NonNullable<ImportView["undo"]> }) {
  return (
    <Section title={text.imports.undone}>
      <ul className={classes["problems"]}>
        {Object.entries(undo.tables).map(([name, { removed, restored, kept }]) => (
          <li key={name}>{text.imports.undoneTable(name, formatCount(removed), formatCount(restored), formatCount(kept))}</li>
        ))}
        {undo.kept.map(({ table, key, reason }) => (
          <li key={table + JSON.stringify(key)}>
            {table} {Object.values(key).map(String).join(" · ")} {reason}
          </li>
        ))}
      </ul>
    </Section>
  );
}
