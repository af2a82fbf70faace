import { parseArgs } from "node:util";
import { seeded } from "../../bench/engine/data.ts";
import { pgliteDatabases, postgresDatabases } from "./databases.ts";
import { type Kill, killAtRandom } from "./kills.ts";
import { STORIES } from "./stories.ts";

/** `npm run campaign crash`: kills imports and calculations at random moments on both stores and prints what stood afterwards. */
const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "20" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    transactions: { type: "string", default: "60000" },
  },
  allowPositionals: true,
});
const kills = Number(values.kills);
const seed = Number(values.seed);
console.log(
  `Seed ${seed}: ${kills} kills of imports and of calculations on each store, ${values.transactions} transactions and half as many again.`,
);
let wrong = 0;
for (const make of [pgliteDatabases, postgresDatabases]) {
  for (const story of STORIES) {
    const databases = await make();
    const title = `${databases.name}, ${story.name}`;
    try {
      const size = { transactions: Number(values.transactions) };
      const done = await killAtRandom({
        databases,
        story,
        size,
        kills,
        random: seeded(seed),
        report: (kill) => console.log(`  ${title}: ${describe(kill)}`),
      });
      const count = (condition: (kill: Kill) => boolean): number => done.filter(condition).length;
      const faulty = count(({ wrong: faults }) => faults.length > 0);
      console.log(
        `${title}: ${done.length} kills; ${count(({ acknowledged }) => acknowledged)} after the acknowledgement, ${count(({ after }) => after === "published")} found published, ` +
          `${count(({ after }) => after === "before")} found as before, ${count(({ resumed }) => resumed)} resumed; ${faulty} wrong.`,
      );
      wrong += faulty;
    } finally {
      await databases.close();
    }
  }
}
process.exit(wrong > 0 ? 1 : 0);

function describe({ atMs, acknowledged, after, resumed, wrong: faults }: Kill): string {
  return `killed after ${atMs} ms: ${after === "half" ? "HALF PUBLISHED" : after}${acknowledged ? ", acknowledged" : ""}${resumed ? ", resumed" : ""}${faults.length > 0 ? `; WRONG: ${faults.join("; ")}` : ""}`;
}
