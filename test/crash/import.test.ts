import { describe, expect, test } from "vitest";
import { seeded } from "../../bench/engine/data.ts";
import { pgliteDatabases, postgresDatabases } from "./databases.ts";
import { killImports } from "./import-kills.ts";

const KILLS = 2;

describe.each([["PGlite", pgliteDatabases], ["PostgreSQL", postgresDatabases]] as const)("imports killed at random moments on %s", (_name, make) => {
  test("lose nothing acknowledged, publish nothing half, and the next start ends them", async () => {
    const databases = await make();
    try {
      const kills = await killImports({ databases, size: { transactions: 4_000 }, kills: KILLS, random: seeded(20_261_123) });
      expect(kills.map(({ wrong }) => wrong)).toEqual(Array.from({ length: KILLS }, () => []));
    } finally {
      await databases.close();
    }
  });
});
