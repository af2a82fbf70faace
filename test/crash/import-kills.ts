import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Store } from "../../src/app/database/store.ts";
import { attain, type Place } from "./attain.ts";
import { contentOf, leftovers, type Size, writeCompany } from "./company.ts";
import type { Databases } from "./databases.ts";

/** What one kill did: when it came, what stood afterwards, and what was found wrong (nothing, when all is well). */
export type Kill = {
  readonly atMs: number;
  /** Whether the command had said that it published before it was killed. */
  readonly acknowledged: boolean;
  /** What stood right after the kill: the content before the import, or the whole of the import. */
  readonly after: "before" | "published" | "half";
  /** Whether the import that was killed stood half staged, and the next start took it up. */
  readonly resumed: boolean;
  readonly wrong: readonly string[];
};

export type Campaign = { readonly databases: Databases; readonly size: Size; readonly kills: number; readonly random: () => number; readonly report?: (kill: Kill) => void };

/** The part of a run in which the program only starts: kills in it prove little, so most come later. */
const STARTING = 0.25;

/**
 * Imports a first version, then again and again from copies of that database a second one, killed at random moments.
 * After each kill everything acknowledged must stand and nothing half; the next command must end with the content of an undisturbed run.
 */
export async function killImports({ databases, size, kills, random, report = () => {} }: Campaign): Promise<readonly Kill[]> {
  const folder = await mkdtemp(join(tmpdir(), "attain-crash-files-"));
  const [first, second] = [join(folder, "first"), join(folder, "second")];
  try {
    await writeCompany(first, 1, size);
    await writeCompany(second, 2, size);
    const begun = await attain(databases.first, ["import", first]);
    if (begun.code !== 0) throw new Error(`The first import failed: ${begun.err}${begun.out}`);
    const before = await contentAt(databases, databases.first);
    const undisturbed = await databases.copy();
    const { code, err, tookMs } = await attain(undisturbed, ["import", second]);
    if (code !== 0) throw new Error(`The undisturbed import failed: ${err}`);
    const whole = await contentAt(databases, undisturbed);
    if (whole === before) throw new Error("The second version changes nothing: a kill would prove nothing");
    await databases.remove(undisturbed);
    const done: Kill[] = [];
    for (let n = 0; n < kills; n++) {
      const kill = await killOnce(databases, second, Math.round((STARTING + (1.02 - STARTING) * random()) * tookMs), before, whole);
      report(kill);
      done.push(kill);
    }
    return done;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function killOnce(databases: Databases, folder: string, atMs: number, before: string, whole: string): Promise<Kill> {
  const place = await databases.copy();
  try {
    const killed = await attain(place, ["import", folder], atMs);
    const acknowledged = killed.out.includes("published as change");
    const content = await contentAt(databases, place);
    const after = content === before ? "before" : content === whole ? "published" : "half";
    const next = await attain(place, ["import", folder]);
    const end = await inspect(databases, place, async (store) => ({ content: await contentOf(store), left: await leftovers(store) }));
    const wrong: string[] = [];
    if (after === "half") wrong.push("a part of the import was published");
    if (acknowledged && after !== "published") wrong.push("an acknowledged import was lost");
    if (next.code !== 0) wrong.push(`the next start failed: ${next.err}`);
    if (end.content !== whole) wrong.push("the content after the next start differs from an undisturbed run");
    if (end.left.imports + end.left.tables > 0) wrong.push(`${end.left.imports} unfinished imports and ${end.left.tables} staging tables are left`);
    const resumed = /Import \d+, which was interrupted, is published/.test(next.err);
    return { atMs, acknowledged, after, resumed, wrong };
  } finally {
    await databases.remove(place);
  }
}

function contentAt(databases: Databases, place: Place): Promise<string> {
  return inspect(databases, place, contentOf);
}

async function inspect<T>(databases: Databases, place: Place, read: (store: Store) => Promise<T>): Promise<T> {
  const store = await databases.open(place);
  try {
    return await read(store);
  } finally {
    await store.close();
  }
}
