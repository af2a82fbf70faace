import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { inject } from "vitest";
import { serveProgram, type ServedProgram } from "./program.ts";

const LOOK_INTERVAL_MS = 250;

/** Serves a copy of the demo company in a data directory of its own, which goes when the server stops. */
export async function serveDemo(): Promise<ServedProgram> {
  const template = await demoTemplate(inject("runFolder"));
  const data = mkdtempSync(join(tmpdir(), "attain-demo-copy-"));
  cpSync(template, data, { recursive: true });
  const program = await serveProgram({ ATTAIN_DATA: data });
  return {
    ...program,
    stop: async () => {
      await program.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** The demo company's data directory, loaded by the first who asks in a test run: loading it takes ten seconds, a copy less than one. */
async function demoTemplate(folder: string): Promise<string> {
  const [template, making] = [join(folder, "demo"), join(folder, "demo-making")];
  while (!existsSync(template)) {
    if (!takes(making)) {
      await setTimeout(LOOK_INTERVAL_MS);
      continue;
    }
    try {
      await loadDemo(making);
      renameSync(making, template);
    } finally {
      rmSync(making, { recursive: true, force: true }); // when it failed the next who asks tries again, and says why
    }
  }
  return template;
}

/** Whether this process is the one that made the folder. */
function takes(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/** Loads the demo company as the set-up page does. */
async function loadDemo(data: string): Promise<void> {
  const program = await serveProgram({ ATTAIN_DATA: data });
  const ask = (init?: RequestInit) => fetch(`${program.address}/api/demo`, init);
  try {
    const token = new URL(program.setUpLink ?? "").hash.slice(1);
    const headers = { "content-type": "application/json", origin: program.address };
    const begun = await ask({ method: "POST", headers, body: JSON.stringify({ token }) });
    if (begun.status !== 202) throw new Error(`The demo company does not load: ${begun.status} ${await begun.text()}`);
    for (;;) {
      const { people, loading, failed } = (await (await ask()).json()) as { people: unknown[]; loading: string | null; failed: boolean };
      if (failed) throw new Error("The demo company was not loaded to its end");
      if (loading === null && people.length > 0) return;
      await setTimeout(LOOK_INTERVAL_MS);
    }
  } finally {
    await program.stop();
  }
}
