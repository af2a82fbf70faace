import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Store } from "../../src/app/database/store.ts";
import { attain, type Place } from "./attain.ts";
import { type Size, writeCompany } from "./company.ts";
import type { Databases } from "./databases.ts";
import { leftovers } from "./content.ts";

/** A command that is killed, and what it does to the database. */
export type Story = {
  readonly name: string;
  /** The command after which the database is copied for each kill. */
  readonly before: (folders: Folders) => readonly string[];
  /** The command that is killed; run again, it must end what it left. */
  readonly killed: (folders: Folders) => readonly string[];
  /** One text that stands for everything the command publishes. */
  readonly contentOf: (store: Store) => Promise<string>;
  /** Printed once what was published is safe. */
  readonly acknowledgement: string;
  /** Printed by the next start when it has taken up what the killed one left. */
  readonly resumed: RegExp;
};
/** Folders of the company's first and second version. */
export type Folders = { readonly first: string; readonly second: string };

/** What one kill did: when it came, what stood afterwards, and what was found wrong (nothing, when all is well). */
export type Kill = {
  readonly atMs: number;
  /** Whether the command had said that it published before it was killed. */
  readonly acknowledged: boolean;
  /** What stood right after the kill: the content before the command, or the whole of what it publishes. */
  readonly after: "before" | "published" | "half";
  readonly resumed: boolean;
  readonly wrong: readonly string[];
};

export type Campaign = {
  readonly databases: Databases;
  readonly story: Story;
  readonly size: Size;
  readonly kills: number;
  readonly random: () => number;
  readonly report?: (kill: Kill) => void;
};

/** When kills come, as parts of an undisturbed run: not while the program only starts, and some after a run that is faster than that one. */
const FROM = 0.35;
const TO = 1.35;

/**
 * Prepares a database, then again and again runs the story's command on a copy of it and kills it at a random moment.
 * After each kill everything acknowledged must stand and nothing half; the next start must end with the content of an undisturbed run.
 */
export async function killAtRandom({ databases, story, size, kills, random, report = () => {} }: Campaign): Promise<readonly Kill[]> {
  const folder = await mkdtemp(join(tmpdir(), "attain-crash-files-"));
  const folders: Folders = { first: join(folder, "first"), second: join(folder, "second") };
  try {
    await writeCompany(folders.first, 1, size);
    await writeCompany(folders.second, 2, size);
    await mustEnd(databases.first, story.before(folders));
    const before = await inspect(databases, databases.first, story.contentOf);
    const undisturbed = await databases.copy();
    const tookMs = await mustEnd(undisturbed, story.killed(folders));
    const whole = await inspect(databases, undisturbed, story.contentOf);
    if (whole === before) throw new Error("The command changes nothing: a kill would prove nothing");
    await databases.remove(undisturbed);
    const done: Kill[] = [];
    for (let n = 0; n < kills; n++) {
      const atMs = Math.round((FROM + (TO - FROM) * random()) * tookMs);
      const kill = await killOnce(databases, story, story.killed(folders), atMs, { before, whole });
      report(kill);
      done.push(kill);
    }
    return done;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function mustEnd(place: Place, argv: readonly string[]): Promise<number> {
  const { code, err, out, tookMs } = await attain(place, argv);
  if (code !== 0) throw new Error(`attain ${argv.join(" ")} failed: ${err}${out}`);
  return tookMs;
}

async function killOnce(
  databases: Databases,
  story: Story,
  argv: readonly string[],
  atMs: number,
  expected: { readonly before: string; readonly whole: string },
): Promise<Kill> {
  const place = await databases.copy();
  try {
    const killed = await attain(place, argv, atMs);
    const acknowledged = killed.out.includes(story.acknowledgement);
    const content = await inspect(databases, place, story.contentOf);
    const after = content === expected.before ? "before" : content === expected.whole ? "published" : "half";
    const next = await attain(place, argv);
    const end = await inspect(databases, place, async (store) => ({ content: await story.contentOf(store), left: await leftovers(store) }));
    const wrong: string[] = [];
    if (after === "half") wrong.push("a part was published");
    if (acknowledged && after !== "published") wrong.push("what was acknowledged is lost");
    if (next.code !== 0) wrong.push(`the next start failed: ${next.err}`);
    if (end.content !== expected.whole) wrong.push("the content after the next start differs from an undisturbed run");
    if (end.left !== "") wrong.push(`left behind: ${end.left}`);
    return { atMs, acknowledged, after, resumed: story.resumed.test(next.err), wrong };
  } finally {
    await databases.remove(place);
  }
}

async function inspect<T>(databases: Databases, place: Place, read: (store: Store) => Promise<T>): Promise<T> {
  const store = await databases.open(place);
  try {
    return await read(store);
  } finally {
    await store.close();
  }
}
