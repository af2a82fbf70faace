import fc from "fast-check";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { type Day, formatDay, OPEN_END, OPEN_START, parseDay } from "../../../calendar/day.ts";
import { type Hierarchy, type Report, reportsOf } from "../../../people/reports.ts";
import { createCompany } from "../companies.ts";
import type { Session, Store, Transaction } from "../store.ts";

const RUNS = 40;
const FIRST = parseDay("2026-01-01") ?? 0;

/** A day of a short month, so that intervals often meet, or an open end. */
const from = fc.oneof(
  { weight: 1, arbitrary: fc.constant(OPEN_START) },
  { weight: 4, arbitrary: fc.integer({ min: FIRST, max: FIRST + 12 }) },
);
const to = fc.oneof(
  { weight: 1, arbitrary: fc.constant(OPEN_END) },
  { weight: 4, arbitrary: fc.integer({ min: FIRST + 1, max: FIRST + 14 }) },
);
const interval = fc.record({ from, to }).filter((held) => held.from < held.to);
const seat = fc.constantFrom("A", "B", "C", "D", "E");
const person = fc.constantFrom("ann", "bo", "cy", "di");
const hierarchies: fc.Arbitrary<Hierarchy> = fc.record({
  positions: fc.uniqueArray(fc.record({ position: seat, parent: fc.option(seat, { freq: 3 }) }), { selector: ({ position }) => position }),
  reportingLines: fc.uniqueArray(
    fc.tuple(fc.record({ position: seat, parent: seat }), interval).map(([line, held]) => ({ ...line, ...held })),
    { selector: (line) => `${line.position} ${line.from}`, maxLength: 8 },
  ),
  assignments: fc.uniqueArray(
    fc.tuple(fc.record({ participant: person, position: seat }), interval).map(([sits, held]) => ({ ...sits, ...held })),
    { selector: (sits) => `${sits.participant} ${sits.position} ${sits.from}`, maxLength: 10 },
  ),
});

/** The table `reports`: what SQL derives is what reports.ts derives, kept up by every change. */
export function reportsContract(store: () => Store): void {
  describe("reports", () => {
    test("the table says what the hierarchy says, after each change of it", { timeout: 120_000 }, async () => {
      const companyId = await createCompany(store(), "tests", { name: "Reports", currency: "USD", settings: {} });
      const session: Session = { companyId, actor: "admin", roles: ["administrator"] };
      await fc.assert(
        fc.asyncProperty(hierarchies, async (hierarchy) => {
          await store().publish(session, { reason: "reorganised", kind: "test" }, (tx) => replaceHierarchy(tx, companyId, hierarchy));
          expect(await storedReports(store(), session)).toEqual(reportsOf(hierarchy));
        }),
        { numRuns: RUNS },
      );
    });

    test("a change elsewhere leaves the table alone; one that fails leaves it as it was", async () => {
      const companyId = await createCompany(store(), "tests", { name: "Reports again", currency: "USD", settings: {} });
      const session: Session = { companyId, actor: "admin", roles: ["administrator"] };
      const open = { from: OPEN_START, to: OPEN_END };
      const chain: Hierarchy = {
        positions: [{ position: "A", parent: "B" }],
        reportingLines: [],
        assignments: [
          { participant: "ann", position: "A", ...open },
          { participant: "bo", position: "B", ...open },
        ],
      };
      const change = { reason: "reorganised", kind: "test" };
      await store().publish(session, change, (tx) => replaceHierarchy(tx, companyId, chain));
      const before = await rowVersions(store(), companyId);
      expect(before).toHaveLength(1);
      await store().publish(session, change, (tx) => tx.insertInto("products").values({ company_id: companyId, product: "P" }).execute());
      const failing = store().publish(session, change, async (tx) => {
        await replaceHierarchy(tx, companyId, { ...chain, assignments: [] });
        throw new Error("no");
      });
      await expect(failing).rejects.toThrow("no");
      expect(await rowVersions(store(), companyId)).toEqual(before);
    });
  });
}

async function replaceHierarchy(tx: Transaction, company_id: number, hierarchy: Hierarchy): Promise<void> {
  for (const table of ["positions", "reporting_lines", "assignments"] as const) await tx.deleteFrom(table).execute();
  const dated = <T extends { from: Day; to: Day }>(row: T) => ({ company_id, ...row, from: textOf(row.from), to: textOf(row.to) });
  for (const row of hierarchy.positions)
    await tx
      .insertInto("positions")
      .values({ company_id, ...row })
      .execute();
  for (const row of hierarchy.reportingLines) await tx.insertInto("reporting_lines").values(dated(row)).execute();
  for (const row of hierarchy.assignments) await tx.insertInto("assignments").values(dated(row)).execute();
}

function textOf(day: Day): string {
  return day === OPEN_START ? "-infinity" : day === OPEN_END ? "infinity" : formatDay(day);
}

async function storedReports(store: Store, session: Session): Promise<Report[]> {
  const rows = await store.as(session, (tx) =>
    tx
      .selectFrom("reports")
      .select(["manager", "participant", "from", "to"])
      .orderBy(sql`manager collate "C"`)
      .orderBy(sql`participant collate "C"`)
      .orderBy("from")
      .execute(),
  );
  const dayOf = (text: string) => (text === "-infinity" ? OPEN_START : text === "infinity" ? OPEN_END : (parseDay(text) ?? Number.NaN));
  return rows.map((row) => ({ ...row, from: dayOf(row.from), to: dayOf(row.to) }));
}

/** The physical place of each row: a row that is written again changes it. */
async function rowVersions(store: Store, companyId: number): Promise<unknown[]> {
  return store.system(
    async (tx) => (await sql`select ctid::text, xmin::text from reports where company_id = ${companyId}`.execute(tx)).rows,
  );
}
