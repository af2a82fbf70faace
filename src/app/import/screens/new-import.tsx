import { Alert, Button, NativeSelect } from "@mantine/core";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { api, bodyOf, RequestFailure } from "../../web/kit/client.ts";
import { useSubmission } from "../../web/kit/form.ts";
import { PageHeader, Section } from "../../web/kit/page.tsx";
import table from "../../web/kit/table.module.css";
import { TaskProgress } from "../../web/kit/task-progress.tsx";
import { text } from "../../web/kit/text.ts";
import { taskOf } from "./import-task.ts";
import { ImportReport } from "./import-report.tsx";
import classes from "./import.module.css";
import {
  forFiles,
  forNextTime,
  isCorrected,
  isDecided,
  isMapping,
  type MappingDocument,
  type RecognisedFile,
  type Recognition,
  standsFor,
  suggestedMapping,
  withAlias,
  withCorrections,
} from "./mapping-document.ts";
import { MappingEditor, type PlacedProblem } from "./mapping-editor.tsx";
import { type Answering, answerKey } from "./refusals.tsx";
import { SampleRows } from "./sample-rows.tsx";
import { canImport, outcomeOf, stateOf } from "./way-on.ts";
import { type SentFile, UploadFiles } from "./upload-files.tsx";

/** Files are dropped, mapped, checked and imported. Nothing is written before the last step. */
export function NewImportScreen() {
  const [files, setFiles] = useState<readonly SentFile[]>([]);
  const [edited, setEdited] = useState<MappingDocument>();
  const [preview, setPreview] = useState<number>();
  /** What was said of names that are not known since the last check; it holds from the next. */
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>({});
  const numbers = useRef(0);
  const saved = useQuery({ queryKey: ["mappings"], queryFn: () => bodyOf(api.mappings.$get()) });
  const submission = useSubmission();
  const navigate = useNavigate();
  const cache = useQueryClient();

  const patch = (id: number, change: Partial<SentFile>) =>
    setFiles((all) => all.map((file) => (file.id === id ? { ...file, ...change } : file)));
  const recognise = (id: number, recognition: Recognition) => {
    if (isMapping(recognition.mapping)) setEdited(undefined); // who drops a mapping means that one
    patch(id, { recognition });
  };
  const add = (chosen: readonly File[]) => {
    setPreview(undefined);
    for (const file of chosen) {
      numbers.current += 1;
      const id = numbers.current;
      setFiles((all) => [...all, { id, name: file.name, bytes: file.size }]);
      void send(file).then(
        (recognition) => recognise(id, recognition),
        (error: unknown) => patch(id, { failure: sayFailure(error) }),
      );
    }
  };
  const recognised = files.flatMap(({ recognition }) =>
    (recognition?.files ?? []).map((file): RecognisedFile => ({ ...file, upload: recognition?.upload ?? 0 })),
  );
  const documents = files.flatMap(({ recognition }) => (isMapping(recognition?.mapping) ? [recognition.mapping] : []));
  const own =
    files.some(({ recognition }) => recognition?.kind === "plan" || recognition?.kind === "company") &&
    (recognised.length === 0 || (documents.length === 0 && files.some(({ recognition }) => recognition?.kind === "company")));
  const fresh = recognised.filter((file) => !isCorrected(file));
  const fitting = saved.data?.items.find(({ document }) => isMapping(document) && fits(document, fresh));
  const kept = fitting && isMapping(fitting.document) ? fitting.document : undefined;
  const whole = own ? null : (edited ?? documents.at(-1) ?? withCorrections(kept ?? suggestedMapping(fresh), recognised));
  const mapping = whole && forFiles(whole, recognised);
  const left = [
    ...new Set((whole?.tables ?? []).filter((entry) => !mapping?.tables.some(({ file }) => file === entry.file)).map(({ file }) => file)),
  ];
  const uploads = files.flatMap(({ recognition }) => (recognition ? [recognition.upload] : []));
  const sending = files.some(({ recognition, failure }) => !recognition && failure === undefined);
  const ready = uploads.length > 0 && !sending && (mapping === null || (mapping.tables.length > 0 && isDecided(mapping, recognised)));
  const change = (next: MappingDocument) => {
    setPreview(undefined);
    setAnswers({});
    setEdited(next);
  };

  const sample = useQuery({
    queryKey: ["import-rows", uploads, JSON.stringify(mapping)],
    queryFn: () => bodyOf(api.imports.rows.$post({ json: { uploads, mapping } })),
    enabled: ready,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const start = async (dryRun: boolean): Promise<number> =>
    (await bodyOf(api.imports.$post({ json: { uploads, mapping, dryRun, replace: [] } }))).import;
  const outcome = outcomeOf(useImport(preview).data);
  const answered = Object.keys(answers).length > 0;
  const checked = preview !== undefined && !answered;
  const check = () =>
    void submission.submit(async () => {
      setPreview(await start(true));
      setAnswers({});
    });
  const publish = () =>
    void submission.submit(async () => {
      const started = await start(false);
      await cache.invalidateQueries({ queryKey: ["imports"] });
      await navigate({ to: "/imports/$import", params: { import: String(started) } });
    });

  return (
    <>
      <PageHeader title={text.imports.newTitle} lead={text.imports.lead} />
      <UploadFiles
        files={files}
        add={add}
        remove={({ id }) => {
          setFiles((all) => all.filter((file) => file.id !== id));
          setPreview(undefined);
        }}
      />
      {uploads.length > 0 ? (
        <Section
          title={text.imports.mapping}
          beside={<SavedMappings items={saved.data?.items ?? []} used={edited === undefined ? fitting?.name : undefined} choose={change} />}
        >
          {mapping === null ? (
            <p className={table["quiet"]}>{text.imports.ownForm}</p>
          ) : (
            <MappingEditor
              mapping={mapping}
              files={recognised}
              problems={problemsOf(sample.data?.problems, sample.error)}
              change={change}
            />
          )}
          {left.length > 0 ? <p className={table["quiet"]}>{text.imports.notHere(left.join(", "))}</p> : null}
          {whole ? <SaveMapping mapping={whole} /> : null}
        </Section>
      ) : null}
      {sample.data && ready ? <SampleRows sample={sample.data} /> : null}
      {submission.failure || submission.message ? (
        <Alert color="red" variant="light" role="alert" mt="md">
          {[submission.message ?? "", ...(submission.failure?.problem?.errors ?? []).map(({ place, message }) => `${place}: ${message}`)]
            .filter((line) => line !== "")
            .slice(0, 10)
            .join("\n")}
        </Alert>
      ) : null}
      {preview === undefined ? null : (
        <Checked
          number={preview}
          answers={answers}
          alias={(column, value, id) => {
            if (!whole) return;
            setEdited(withAlias(whole, column, value, id));
            setAnswers((all) => ({ ...all, [answerKey(column, value)]: id }));
          }}
        />
      )}
      {uploads.length > 0 ? (
        <div className={`${classes["steps"] ?? ""} ${classes["wayOn"] ?? ""}`}>
          <Button variant={checked ? "default" : "filled"} disabled={!ready} loading={submission.pending} onClick={check}>
            {answered ? text.imports.checkAgain : text.imports.check}
          </Button>
          <Button
            variant={checked ? "filled" : "default"}
            disabled={!ready || !checked || outcome === undefined || !canImport(outcome)}
            loading={submission.pending}
            onClick={publish}
          >
            {text.imports.publish}
          </Button>
          <span role="status" className={table["quiet"]}>
            {stateOf({ sending, ready, checked, outcome })}
          </span>
        </div>
      ) : null}
    </>
  );
}

async function send(file: File) {
  const answer = fetch(`/api/uploads?name=${encodeURIComponent(file.name)}`, {
    method: "POST",
    body: file,
    headers: { "content-type": "application/octet-stream" },
  });
  const { upload } = await bodyOf<{ readonly upload: number }>(answer);
  return bodyOf(api.uploads[":upload"].recognition.$get({ param: { upload: String(upload) }, query: {} }));
}

function sayFailure(error: unknown): string {
  const problem = error instanceof RequestFailure ? error.problem : undefined;
  return problem?.detail ?? (error instanceof Error ? error.message : String(error));
}

/** Whether a mapping that was kept reads every one of the files. */
function fits(mapping: MappingDocument, files: readonly RecognisedFile[]): boolean {
  return files.length > 0 && files.every(({ file }) => mapping.tables.some((entry) => standsFor(entry.file, file)));
}

function problemsOf(found: readonly PlacedProblem[] | undefined, error: Error | null): readonly PlacedProblem[] {
  return error instanceof RequestFailure ? (error.problem?.errors ?? []) : (found ?? []);
}

type Saved = { readonly name: string; readonly document: unknown };

function SavedMappings({
  items,
  used,
  choose,
}: {
  readonly items: readonly Saved[];
  readonly used: string | undefined;
  readonly choose: (mapping: MappingDocument) => void;
}) {
  if (items.length === 0) return null;
  return (
    <NativeSelect
      aria-label={text.imports.saved}
      value={used ?? ""}
      data={[{ value: "", label: text.imports.saved }, ...items.map(({ name }) => ({ value: name, label: name }))]}
      onChange={(event) => {
        const found = items.find(({ name }) => name === event.currentTarget.value);
        if (isMapping(found?.document)) choose(found.document);
      }}
    />
  );
}

function SaveMapping({ mapping }: { readonly mapping: MappingDocument }) {
  const cache = useQueryClient();
  const [name, setName] = useState<string>();
  const submission = useSubmission();
  const save = (called: string) =>
    void submission.submit(async () => {
      await bodyOf(api.mappings.$post({ json: { name: called, document: forNextTime(mapping) } }));
      setName(called);
      await cache.invalidateQueries({ queryKey: ["mappings"] });
    });
  return (
    <form
      className={classes["steps"]}
      onSubmit={(event) => {
        event.preventDefault();
        const called = new FormData(event.currentTarget).get("name");
        if (typeof called === "string" && called.trim() !== "") save(called.trim());
      }}
    >
      <input
        name="name"
        className={classes["name"]}
        aria-label={text.imports.nameOfMapping}
        placeholder={text.imports.nameOfMapping}
        maxLength={100}
      />
      <Button type="submit" variant="default" loading={submission.pending}>
        {text.imports.keep}
      </Button>
      <span role="status">{submission.message ?? (name === undefined ? "" : text.imports.kept(name))}</span>
    </form>
  );
}

/** What the check found, while it runs and after. */
function Checked({ number, ...given }: { readonly number: number } & Answering) {
  const found = useImport(number);
  if (!found.data) return null;
  if (found.data.state === "staging") return <TaskProgress task={taskOf(found.data)} cancel={() => cancelImport(number)} />;
  return (
    <>
      <p role="status">{found.data.error ?? text.imports.checked}</p>
      <ImportReport found={found.data} {...given} />
    </>
  );
}

export function useImport(number: number | undefined) {
  return useQuery({
    queryKey: ["imports", number],
    queryFn: () => bodyOf(api.imports[":import"].$get({ param: { import: String(number) } })),
    enabled: number !== undefined,
    refetchInterval: (query) => (query.state.data?.state === "staging" ? 500 : false),
    staleTime: 0,
  });
}

export async function cancelImport(number: number): Promise<void> {
  await bodyOf(api.imports[":import"].cancel.$post({ param: { import: String(number) } }));
}
