import { mkdtempSync, rmSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect } from "vitest";
import type { CommandContext } from "../../src/app/cli/context.ts";
import { parseLine, runLine } from "../../src/app/cli/program.ts";
import { openStore, type Store } from "../../src/app/database/store.ts";
import { SMALL_COMPANY } from "./small-company.ts";

export type Outcome = { readonly code: number; readonly stdout: string; readonly stderr: string };
export type Files = Readonly<Record<string, string | Buffer | null>>;
type Counts = Readonly<Record<"read" | "new" | "changed" | "same" | "collapsed" | "voided" | "rejected", number>>;
export type Imported = Outcome & {
  readonly company: string;
  readonly state: string;
  readonly changeNumber: number | null;
  readonly tables: Readonly<Record<string, Counts>>;
  readonly rejected: number;
};

export type CommandBench = {
  readonly store: () => Store;
  readonly attain: (...argv: readonly string[]) => Promise<Outcome>;
  /** The small company under a name of its own with some files changed; null leaves one out. Gives the folder. */
  readonly company: (changes: Files) => Promise<string>;
  readonly imported: (...argv: readonly string[]) => Promise<Imported>;
  /** Number of company folders made so far. */
  readonly folders: () => number;
};

/** Commands in this process on an embedded store of the test file's own. */
export function commandBench(): CommandBench {
  let root = "";
  let store: Store | undefined;
  let folders = 0;
  const opened = (): Store => {
    if (!store) throw new Error("The store opens before the tests");
    return store;
  };
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), "attain-bad-"));
    store = await openStore({ kind: "pglite", directory: join(root, "data") });
  });
  afterAll(async () => {
    await store?.close();
    rmSync(root, { recursive: true, force: true });
  });
  const attain = async (...argv: readonly string[]): Promise<Outcome> => {
    let [stdout, stderr] = ["", ""];
    const context: CommandContext = {
      cwd: root,
      environment: {},
      out: (text) => (stdout += text),
      err: (text) => (stderr += text),
      showsProgress: false,
      signal: new AbortController().signal,
      store: opened(),
    };
    const line = await parseLine(argv, context);
    return { code: typeof line === "number" ? line : await runLine(line, context), stdout, stderr };
  };
  const company = async (changes: Files): Promise<string> => {
    const folder = join(root, `company-${++folders}`);
    const files: Files = { ...SMALL_COMPANY, "company.json": `{"name": "Company ${folders}", "currency": "USD"}`, ...changes };
    for (const [path, content] of Object.entries(files)) {
      if (content === null) continue;
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
    return folder;
  };
  const imported = async (...argv: readonly string[]): Promise<Imported> => {
    const outcome = await attain("import", ...argv, "--json");
    expect(outcome.stdout, outcome.stderr).not.toBe("");
    const read: Omit<Imported, keyof Outcome> = JSON.parse(outcome.stdout);
    return { ...read, ...outcome };
  };
  return { store: opened, attain, company, imported, folders: () => folders };
}
