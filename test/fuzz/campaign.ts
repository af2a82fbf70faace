// npm run campaign fuzz [-- --requests 20000 --seed N]: the whole fuzz run of the API.
import { parseArgs } from "node:util";
import { companyServer } from "../support/company-server.ts";
import { fuzz } from "./fuzz.ts";

const { values } = parseArgs({
  options: { requests: { type: "string", default: "20000" }, seed: { type: "string", default: "20261123" } },
});
const server = await companyServer();
const startedMs = performance.now();
const { statuses, failures, answered, slowestMs, requests } = await fuzz(server, {
  seed: Number(values.seed),
  requests: Number(values.requests),
});
await server.close();
for (const failure of failures) console.log(failure);
console.log(
  `statuses: ${[...statuses]
    .sort(([a], [b]) => a - b)
    .map(([status, count]) => `${status}: ${count}`)
    .join(", ")}`,
);
console.log(
  `${answered.size} operations answered; slowest ${Math.round(slowestMs)} ms; ${Math.round((performance.now() - startedMs) / 1000)} s, seed ${values.seed}`,
);
console.log(`${requests - failures.length} passed, ${failures.length} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;
