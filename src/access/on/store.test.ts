import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "kysely";
import { startTestServer, type TestServer } from "../../../test/support/server.ts";
import { companyWith } from "../../../test/support/statements.ts";
import { reportedOn, reportingOn } from "./store.ts";

let server: TestServer;
let company: number;
beforeAll(async () => {
  server = await startTestServer();
  company = await companyWith(server.store, "Ours", ["rep", "old", "new"]);
  await changeOn("2026-03-10", { A: ["rep", "M"], M: ["old", null] });
  await changeOn("2026-05-20", { A: ["rep", "M"], M: ["new", null] }); // a correction: `new` had led since January
  await changeOn("2026-07-01", { A: ["rep", null] });
});
afterAll(() => server.close());

/** Replaces the hierarchy, every seat held since January, as a change recorded on a day. */
async function changeOn(day: string, seats: Readonly<Record<string, readonly [participant: string, parent: string | null]>>) {
  await server.store.publish({ companyId: company, actor: "x", roles: "system" }, { reason: "seats", kind: "test" }, async (tx) => {
    for (const table of ["assignments", "positions"] as const) await tx.deleteFrom(table).where("company_id", "=", company).execute();
    for (const [position, [participant, parent]] of Object.entries(seats)) {
      await tx.insertInto("positions").values({ company_id: company, position, parent }).execute();
      await tx.insertInto("assignments").values({ company_id: company, participant, position, from: "2026-01-01" }).execute();
    }
  });
  await server.store.system((tx) =>
    sql`update changes set recorded_at = ${`${day}T12:00:00Z`} where company_id = ${company}
      and change_number = (select max(change_number) from changes where company_id = ${company})`.execute(tx),
  );
}

test.each([
  { label: "nothing was known yet", day: "2026-03-09", managers: [] },
  { label: "the day it became known", day: "2026-03-10", managers: ["old"] },
  { label: "before the correction, though it says January", day: "2026-05-19", managers: ["old"] },
  { label: "the day of the correction: either could see", day: "2026-05-20", managers: ["new", "old"] },
  { label: "after it", day: "2026-06-01", managers: ["new"] },
  { label: "the line is gone", day: "2026-07-02", managers: [] },
])("reporting lines are those known on the day: $label", async ({ day, managers }) => {
  const session = { companyId: company, actor: "admin", roles: ["administrator"] } as const;
  const { leading, led } = await server.store.as(session, async (tx) => ({
    leading: await reportingOn(tx, company, "rep", { day, date: day }),
    led: {
      old: (await reportedOn(tx, company, "old", day)).map(({ participant }) => participant),
      new: (await reportedOn(tx, company, "new", day)).map(({ participant }) => participant),
    },
  }));
  expect(leading.map(({ manager }) => manager).toSorted()).toEqual(managers);
  expect(led).toEqual({ old: managers.includes("old") ? ["rep"] : [], new: managers.includes("new") ? ["rep"] : [] });
});
