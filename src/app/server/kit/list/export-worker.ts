import { parentPort } from "node:worker_threads";
import type { ExportRow, ExportTable } from "./export-file.ts";
import { writeParquet } from "./export-parquet.ts";
import type { FromWriter, ToWriter } from "./export-thread.ts";
import { writeXlsx } from "./export-xlsx.ts";

/** The writing thread: makes one file after the other from rows that it is sent, page by page. */
const port = parentPort;
if (!port) throw new Error("export-worker.ts runs as a worker");

const tell = (message: FromWriter, moved: readonly ArrayBuffer[] = []): void => port.postMessage(message, [...moved]);

let arrived: ToWriter[] = [];
let waiting: PromiseWithResolvers<void> | undefined;
port.on("message", (message: ToWriter) => {
  arrived.push(message);
  waiting?.resolve();
});

async function next(): Promise<ToWriter> {
  while (arrived.length === 0) {
    waiting = Promise.withResolvers();
    await waiting.promise;
  }
  const [first, ...others] = arrived;
  arrived = others;
  if (!first) throw new RangeError("Nothing arrived");
  return first;
}

/** The pages of one file; each is asked for once the one before has been taken in. */
async function* pages(): AsyncGenerator<readonly ExportRow[]> {
  for (;;) {
    tell({ kind: "next" });
    const message = await next();
    if (message.kind !== "rows") return;
    yield message.rows;
  }
}

for (;;) {
  const message = await next();
  if (message.kind !== "table") continue;
  try {
    const table: ExportTable = { columns: message.columns, pages: pages() };
    const made = message.format === "xlsx" ? writeXlsx(table) : writeParquet(table);
    for await (const bytes of made) {
      const own = new Uint8Array(bytes); // a buffer of its own can be handed over without a copy
      tell({ kind: "bytes", bytes: own }, [own.buffer]);
    }
    tell({ kind: "end" });
  } catch (error) {
    tell({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
  }
}
