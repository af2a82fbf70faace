import { describe, expect, test } from "vitest";
import { seeded } from "../../bench/engine/data.ts";
import { pgliteDatabases, postgresDatabases } from "./databases.ts";
import { killAtRandom } from "./kills.ts";
import { STORIES } from "./stories.ts";

const STORES = [
  ["PGlite", pgliteDatabases, 1],
  ["PostgreSQL", postgresDatabases, 2],
] as const;

describe.each(STORES)("killed at random moments on %s", (_name, make, kills) => {
  test.each(STORIES)(
    "$name lose nothing acknowledged, publish nothing half, and the next start ends them",
    { timeout: 300_000 },
    async (story) => {
      const databases = await make();
      try {
        const done = await killAtRandom({ databases, story, size: { transactions: 2_000 }, kills, random: seeded(20_261_123) });
        expect(done.map(({ wrong }) => wrong)).toEqual(Array.from({ length: kills }, () => []));
      } finally {
        await databases.close();
      }
    },
  );
});
