import { closeSync, fdatasyncSync, fsyncSync, openSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import type { postgresMod } from "@electric-sql/pglite";
import { NodeFS } from "@electric-sql/pglite/nodefs";

type PostgresMod = postgresMod.PostgresMod;

/** How the embedded database reads and writes protocol bytes; `synced` is called once for each real fsync. */
export type Wire = {
  readonly read: (target: Uint8Array) => number;
  readonly write: (bytes: Uint8Array) => void;
  readonly flush: () => void;
  readonly synced: () => void;
};

export type Embedded = {
  readonly version: string;
  /** Answers messages while the wire has input. */
  run(more: () => boolean): void;
  close(): Promise<void>;
};

/**
 * PGlite's own start parameters without -F (which turns fsync off). There is one connection, so workers are off;
 * wal_sync_method must be fsync, the only one its file layer passes on.
 */
const START_PARAMETERS = [
  "--single",
  "-O",
  "-j",
  ...["search_path=public", "exit_on_error=false", "log_checkpoints=false", "wal_sync_method=fsync", "io_method=sync"].flatMap(
    (setting) => ["-c", setting],
  ),
  ...[
    "max_worker_processes=0",
    "max_parallel_workers=0",
    "max_parallel_workers_per_gather=0",
    "max_parallel_maintenance_workers=0",
  ].flatMap((setting) => ["-c", setting]),
];

const LONG_JUMP_STATUS = 100;

/**
 * Opens the data directory in this thread. Relies on internals of the pinned version (callbacks of the socket, the file
 * layer's fsync): tests of engine.ts fail when an upgrade changes them.
 */
export async function startEmbedded(directory: string, wire: Wire): Promise<Embedded> {
  let panic = "";
  const onStderr = (line: string): boolean => {
    panic = /(?:PANIC|FATAL): .*/.exec(line)?.[0] ?? panic;
    return true;
  };
  const database = await PGlite.create({
    dataDir: directory,
    fs: new DurableFiles(directory, wire.synced),
    startParams: START_PARAMETERS,
    onStderr,
  });
  const { rows } = await database.query<{ version: string }>("select current_setting('server_version') as version");
  const module = database.Module;
  connectWire(module, wire);
  return {
    version: rows[0]?.version ?? "unknown",
    run(more) {
      try {
        while (more() || module._pq_buffer_remaining_data() > 0) answer(module);
        module._PostgresSendReadyForQueryIfNecessary();
        module._pgl_pq_flush();
      } catch (error) {
        throw panic === "" ? error : new Error(panic, { cause: error });
      }
    },
    close: () => database.close(),
  };
}

function connectWire(module: PostgresMod, wire: Wire): void {
  const read = module.addFunction((pointer: number, length: number) => wire.read(module.HEAPU8.subarray(pointer, pointer + length)), "ipi");
  const write = module.addFunction((pointer: number, length: number) => {
    wire.write(module.HEAPU8.subarray(pointer, pointer + length));
    return length;
  }, "ipi");
  module._pgl_set_rw_cbs(read, write);
}

/** One turn of the main loop. An SQL error leaves it by a long jump, which is answered and is no failure. */
function answer(module: PostgresMod): void {
  const stack = module.stackSave();
  try {
    module._PostgresMainLoopOnce();
  } catch (error) {
    module.stackRestore(stack);
    if (!isExit(error) || error.status !== LONG_JUMP_STATUS) throw error;
    module._PostgresMainLongJmp();
  }
}

function isExit(error: unknown): error is { status: number } {
  return typeof error === "object" && error !== null && "status" in error;
}

type FileStream = { readonly nfd?: number; readonly node: object };
type FileLayer = { stream_ops: { fsync?: (stream: FileStream) => number }; realPath(node: object): string };

/** PGlite's file layer with a real fsync: without it the engine's calls go nowhere and a power cut loses what was committed. */
class DurableFiles extends NodeFS {
  readonly #synced: () => void;
  constructor(directory: string, synced: () => void) {
    super(directory);
    this.#synced = synced;
  }
  override async init(...[database, options]: Parameters<NodeFS["init"]>): ReturnType<NodeFS["init"]> {
    const result = await super.init(database, options);
    const preRun = [...(result.emscriptenOpts.preRun ?? []), (module: PostgresMod) => hookSync(module, this.#synced)];
    return { emscriptenOpts: { ...result.emscriptenOpts, preRun } };
  }
}

function hookSync(module: PostgresMod, synced: () => void): void {
  const layer: unknown = module.NODEFS;
  if (!isFileLayer(layer)) throw new Error("PGlite's file layer changed: fsync cannot be hooked");
  layer.stream_ops.fsync = (stream) => {
    if (stream.nfd === undefined) syncDirectory(layer.realPath(stream.node));
    else fdatasyncSync(stream.nfd);
    synced();
    return 0;
  };
}

function isFileLayer(layer: unknown): layer is FileLayer {
  return (
    typeof layer === "object" && layer !== null && "stream_ops" in layer && typeof layer.stream_ops === "object" && "realPath" in layer
  );
}

/** Makes names in a directory durable. Windows has no such call and needs none. */
export function syncDirectory(path: string): void {
  if (process.platform === "win32") return;
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
