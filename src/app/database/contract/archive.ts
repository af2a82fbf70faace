import { createHash } from "node:crypto";
import { once } from "node:events";
import { buffer } from "node:stream/consumers";
import { gunzipSync, gzipSync } from "node:zlib";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { backup } from "../archive/backup.ts";
import { restore } from "../archive/restore.ts";
import { verifyStore } from "../archive/verify.ts";
import type { Store } from "../store.ts";
import { companyWithTwoReps } from "./fixture.ts";
import type { Fixture } from "./fixture.ts";

/** Backup of the store under contract, restore into an empty one of either kind, and verification. Run last: it breaks rows on purpose. */
export function archiveContract(store: () => Store, openEmpty: () => Promise<Store>): void {
  describe("archive", () => {
    let fixture: Fixture;
    let archive: Buffer;
    beforeAll(async () => {
      fixture = await companyWithTwoReps(store(), 'Archive "é"\t\\');
      archive = await buffer(backup(store()));
    });

    test("a restored store holds the same rows, and goes on numbering after them", async () => {
      const original = await verifyStore(store());
      const copy = await openEmpty();
      try {
        const { tables } = await restore(copy, chunks(archive));
        expect(tables).toBe(original.tables.length);
        expect(await verifyStore(copy)).toEqual(original);
        expect(original.violations).toEqual([]);
        const next = await copy.publish(fixture.administrator, { reason: "after", kind: "test" }, async (tx, change) => {
          const row = await tx
            .insertInto("transactions")
            .values({
              company_id: fixture.companyId,
              source: "new",
              transaction: "1",
              line: "1",
              kind: "order",
              date: "2026-01-01",
              amount: "1",
            })
            .returning("transaction_id")
            .executeTakeFirstOrThrow();
          return { change, transaction: row.transaction_id };
        });
        const { last } = await store().system((tx) =>
          tx
            .selectFrom("transactions")
            .select((e) => e.fn.max("transaction_id").as("last"))
            .executeTakeFirstOrThrow(),
        );
        expect(next).toEqual({ change: 4, transaction: last + 1 });
        await expect(
          copy.as(fixture.rep("anna"), (tx) =>
            tx.insertInto("people").values({ company_id: fixture.companyId, participant: "x", change_number: 4 }).execute(),
          ),
        ).rejects.toMatchObject({ code: "42501" });
        await expect(restore(copy, chunks(archive))).rejects.toThrow("not empty");
      } finally {
        await copy.close();
      }
    });

    test("a damaged, cut or newer archive changes nothing", async () => {
      const copy = await openEmpty();
      const plain = gunzipSync(archive);
      const flipped = Buffer.from(plain);
      const at = flipped.indexOf("Name of anna");
      flipped.write("Name of ANNA", at);
      const newer = Buffer.from(plain.toString("latin1").replace(/"migration":"0/, '"migration":"9'), "latin1");
      try {
        await expect(restore(copy, chunks(gzipSync(flipped)))).rejects.toThrow(/table \w+ of the backup is damaged/);
        await expect(restore(copy, chunks(gzipSync(plain.subarray(0, plain.length - 1))))).rejects.toThrow("cut off");
        await expect(restore(copy, chunks(gzipSync(plain.subarray(0, at + 3000))))).rejects.toThrow("cut off");
        await expect(restore(copy, chunks(archive.subarray(0, archive.length - 20)))).rejects.toThrow("a damaged one");
        await expect(restore(copy, chunks(gzipSync(newer)))).rejects.toThrow("made by a newer Attain (9");
        await expect(restore(copy, chunks(gzipSync("hello, world")))).rejects.toThrow("not an Attain backup");
        const { rows } = await copy.system((tx) =>
          sql`select (select count(*) from companies) as companies, (select count(*) from people_personal) as people`.execute(tx),
        );
        expect(rows).toEqual([{ companies: 0, people: 0 }]);
      } finally {
        await copy.close();
      }
    });

    test("a backup whose reader goes away ends, and the store goes on", async () => {
      const reading = backup(store());
      await once(reading, "readable");
      reading.destroy();
      await once(reading, "close");
      expect((await buffer(backup(store()))).length).toBe(archive.length);
    });

    test("sessions and one-time links are not carried; equal contents give equal bytes", async () => {
      const text = gunzipSync(archive).toString("utf8");
      expect(text).toContain("Name of anna");
      expect(text).not.toContain('"name":"session"');
      expect(text).not.toContain('"name":"verification"');
      const again = await buffer(backup(store()));
      expect(sha256(again)).toBe(sha256(archive));
    });

    test.each([
      ["a statement's total is the sum of its lines", "update statements set total_minor = total_minor + 1"],
      ["a statement's total is the sum of its lines", "delete from statements"],
      ["change numbers run from 1 without a gap", "delete from changes where change_number = 2"],
      [
        "every row was made by a recorded change",
        "alter table products disable trigger keep_history; update products set change_number = 77",
      ],
      ["credits and lines belong to transactions that exist", "update credits set transaction_id = -1"],
      [
        "who reports to whom follows from seats, lines and assignments",
        "insert into assignments (company_id, participant, position, change_number) select company_id, 'anna', 'TOP', 1 from companies",
      ],
      ["results stand in their participant's bucket", "update credits set bucket = (bucket + 1) % 1024"],
      [
        "versions of one row follow each other",
        "insert into history (company_id, table_name, row_key, object, row, change_number, superseded_by, actor, reason) select company_id, 'people', '{\"participant\": \"anna\"}', 'anna', '{}', n, 3, 'a', 'r' from companies, generate_series(1, 2) as n",
      ],
    ])("verify finds: %s (%s)", async (invariant, damage) => {
      const undo = new Error("undo");
      const before = await verifyStore(store());
      expect(before.violations).toEqual([]);
      const found = store().system(async (tx) => {
        await sql.raw(damage).execute(tx);
        const inside: Store = { ...store(), snapshot: (work) => work(tx) };
        const { violations, tables } = await verifyStore(inside);
        expect(violations.map((violation) => violation.invariant)).toContain(invariant);
        expect(tables).not.toEqual(before.tables);
        throw undo;
      });
      await expect(found).rejects.toBe(undo);
    });
  });
}

async function* chunks(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
}

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
