import { setImmediate, setTimeout } from "node:timers/promises";
import type { MatrixCompany } from "./company.ts";
import { type Kept, type RowChange } from "./content.ts";
import { type Cell, isAllowed, leaksIn, reachAt, seenBy, seenByRole, send, shapeOf } from "./matrix.ts";
import type { Role } from "../../src/access/permissions.ts";
import { PEOPLE, type Person } from "./people.ts";
import type { MatrixRows } from "./row.ts";
import { ROW_SECURITY_ALONE, type Wall } from "./walls.ts";

export type Judged = {
  readonly wall: string;
  readonly cells: number;
  /** Cells whose target was compared with what nobody has. */
  readonly compared: number;
  /** Writes that a role may do, which succeeded. */
  readonly written: number;
  readonly leaks: readonly string[];
};

/** Tables that every change touches. */
const ALWAYS = new Set(["changes", "history"]);

export type Judging = { readonly company: MatrixCompany; readonly rows: MatrixRows; readonly kept: Kept };

/**
 * Calls the cells of one wall and says what leaked:
 * - an answer that speaks of somebody whom the caller may not see, or fails;
 * - with both walls, a stranger's thing that is answered otherwise than one that nobody has;
 * - a write by whoever may not, or, by whoever may, of another table, another company or another's rows than the route is for.
 * What was written is taken back. One wall alone is asked only for what nobody may write, and knows nothing of a key's scopes; row security
 * alone knows roles and not routes, so a role may write there what one of its routes lets it write.
 */
export async function judge(wall: Wall, cells: readonly Cell[], judging: Judging): Promise<Judged> {
  const leaks: string[] = [];
  const counts = { cells: 0, compared: 0, written: 0 };
  const whole = wall.name === "both walls";
  const called = whole ? cells : cells.filter((cell) => cell.means !== "narrow" && !(isWrite(cell) && isAllowed(cell)));
  for (const [who, group] of Map.groupBy(called, ({ route, role }) => `${route.name} by ${role}`)) {
    const [writing, reading] = [
      group.filter((cell) => isWrite(cell) && isAllowed(cell)),
      group.filter((cell) => !isWrite(cell) || !isAllowed(cell)),
    ];
    for (const cell of reading) {
      const answer = await send(wall.app, cell, judging.company);
      counts.cells += 1;
      for (const leak of leaksIn(cell, answer, judging.company, seenAt(wall, cell)))
        leaks.push(`${spoken(wall, cell, answer.status)} shows ${leak}`);
      if (answer.status >= 500) leaks.push(`${spoken(wall, cell, answer.status)} fails: ${answer.text}`);
      if (!whole || cell.variant !== "direct" || !cell.named || isAllowed(cell)) continue;
      counts.compared += 1;
      const none = await send(wall.app, cell, judging.company, cell.missing);
      const [theirs, nobodys] = [shapeOf(answer, cell.request), shapeOf(none, cell.missing)];
      if (theirs !== nobodys) leaks.push(`${spoken(wall, cell, answer.status)} is told apart from what nobody has: ${theirs} / ${nobodys}`);
    }
    const [first] = group;
    if (first && isWrite(first)) leaks.push(...(await unwritten(judging, wall, first.role, who)));
    for (const cell of writing) {
      const answer = await send(wall.app, cell, judging.company);
      counts.cells += 1;
      if (answer.status < 300) counts.written += 1;
      if (answer.status >= 500) leaks.push(`${spoken(wall, cell, answer.status)} fails: ${answer.text}`);
      leaks.push(...(await writtenBeyond(judging, wall, cell, answer.status)));
    }
  }
  return { wall: wall.name, ...counts, leaks };
}

function isWrite({ route }: Cell): boolean {
  return route.method !== "GET";
}

/** Row security knows roles and not routes. */
function seenAt(wall: Wall, { route, role, means }: Cell): ReadonlySet<Person> {
  return wall.name === ROW_SECURITY_ALONE ? seenByRole(role) : seenBy(route, role, means);
}

function spoken(wall: Wall, { route, role, means, target, variant }: Cell, status: number): string {
  return `${wall.name}: ${route.name} by ${role} (${means}) for ${target}, ${variant}: ${status}`;
}

/** What must not have been written; taken back. A reading route that writes is found by the next writing one. */
async function unwritten({ company, kept }: Judging, wall: Wall, role: Role, who: string): Promise<string[]> {
  await settled(company);
  const changes = await kept.changes();
  if (changes.length === 0) return [];
  await kept.restore([...new Set(changes.map(({ table }) => table))]);
  const own = wall.name === ROW_SECURITY_ALONE ? new Set([...OF_EVERYBODY, ...(await kept.writtenBy(role))]) : new Set<string>();
  const beyond = changes.filter(({ table, row }) => !own.has(table) || isForeign(row, company));
  return beyond.length === 0 ? [] : [`${wall.name}: ${who} who may not wrote ${brief(beyond)}`];
}

/** Row security gives whoever publishes a change number, and whoever starts a task that task; it runs with their rights. */
const OF_EVERYBODY = ["changes", "tasks"];

function isForeign(row: string, { foreignId }: MatrixCompany): boolean {
  return row.includes(`"company_id": ${foreignId}`) || row.includes("zzforeign");
}

/** What somebody wrote who may, beyond what the route is for; all of it is taken back. */
async function writtenBeyond({ company, rows, kept }: Judging, wall: Wall, cell: Cell, status: number): Promise<string[]> {
  await settled(company);
  const changes = await kept.changes();
  if (changes.length === 0) return [];
  await kept.restore([...new Set(changes.map(({ table }) => table))]);
  const row = rows[cell.route.name];
  const own = row && row.rows !== "none" ? (row.writes ?? []) : [];
  const seen = seenBy(cell.route, cell.role, cell.means);
  const strangers =
    reachAt(cell.route, cell.role, cell.means) === "company" ? (["zzforeign"] as const) : PEOPLE.filter((person) => !seen.has(person));
  const beyond = changes.filter(
    ({ table, row: text }) =>
      (!own.includes(table) && !ALWAYS.has(table)) ||
      text.includes(`"company_id": ${company.foreignId}`) ||
      strangers.some((person) => text.includes(person)),
  );
  return beyond.length === 0 ? [] : [`${spoken(wall, cell, status)} wrote ${brief(beyond)}`];
}

function brief(changes: readonly RowChange[]): string {
  return `${changes.length} rows: ${changes
    .slice(0, 3)
    .map(({ table, sign, row }) => `${sign}${table} ${row.slice(0, 300)}`)
    .join("; ")}`;
}

/** Waits until what a request left behind has ended: tasks and imports that run, and what comes after an answer. */
async function settled({ store }: MatrixCompany): Promise<void> {
  for (let looks = 0; looks < 200; looks += 1) {
    await setImmediate();
    const open = await store.system(async (tx) => ({
      tasks: await tx
        .selectFrom("tasks")
        .select("task")
        .where("state", "in", ["queued", "running"])
        .where("kind", "<>", "matrix")
        .execute(),
      imports: await tx.selectFrom("imports").select("import_id").where("state", "=", "staging").execute(),
    }));
    if (open.tasks.length + open.imports.length === 0) return;
    await setTimeout(50);
  }
  throw new Error("A task or an import does not end");
}
