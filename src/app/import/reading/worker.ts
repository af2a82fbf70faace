import { parentPort, workerData } from "node:worker_threads";
import { findInputs, type Inputs } from "../../files/inputs.ts";
import { FileRefusal } from "../../files/file-refusal.ts";
import { encodeFiles } from "./encode-files.ts";
import { PARTS_MAX, type FromReader, type Sources, type TaskName, type Tasks, type ThreadInput, type ToReader } from "./messages.ts";
import { readTables } from "./read-tables.ts";
import { sampleTables } from "./sample-tables.ts";

/** The reading thread: opens, unpacks, decodes, maps and encodes files, one task after the other, and gives what it read in parts. */
const port = parentPort;
if (!port) throw new Error("reading/worker.ts runs as a worker");
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- given by thread.ts
const { steps } = workerData as ThreadInput;
const counter = new Int32Array(steps);

export type Give<Name extends TaskName> = (part: Tasks[Name]["part"], transfer?: readonly ArrayBuffer[]) => Promise<void>;
/** What a task works with: its files, whom to give parts to, and whom to tell of each step. */
export type Reading<Name extends TaskName> = { readonly inputs: Inputs; readonly give: Give<Name>; readonly step: () => void };

let free = PARTS_MAX;
let freed = Promise.withResolvers<void>();

const tell = (message: FromReader, transfer: readonly ArrayBuffer[] = []): void => port.postMessage(message, [...transfer]);
const step = (): void => void Atomics.add(counter, 0, 1);

async function give(part: Tasks[TaskName]["part"], transfer: readonly ArrayBuffer[] = []): Promise<void> {
  while (free === 0) await freed.promise;
  free -= 1;
  tell({ kind: "part", part }, transfer);
  step();
}

async function open({ request, company, files }: Sources): Promise<Inputs> {
  const { paths, mapping, replace } = request;
  const inputs = await findInputs({ paths, replace, company, ...(mapping !== null && { mapping }) });
  if (inputs.problems.length > 0) throw new FileRefusal(...inputs.problems);
  if (inputs.sources.map(({ file }) => file).join("\n") !== files.join("\n"))
    throw new Error("The files are no longer those that the import began with. Import again");
  return inputs;
}

async function work(task: Exclude<ToReader, { kind: "next" }>): Promise<Tasks[TaskName]["result"]> {
  const reading = { inputs: await open(task.input), give, step };
  if (task.kind === "rows") return readTables(reading);
  return task.kind === "stage" ? encodeFiles(reading, task.input) : sampleTables(reading, task.input.company.document);
}

port.on("message", (message: ToReader) => {
  if (message.kind === "next") {
    free += 1;
    freed.resolve();
    freed = Promise.withResolvers<void>();
    return;
  }
  work(message).then(
    (result) => tell({ kind: "done", result }),
    (error: unknown) =>
      tell(
        error instanceof FileRefusal
          ? { kind: "refused", problems: error.problems }
          : { kind: "failed", message: error instanceof Error ? error.message : String(error) },
      ),
  );
});
