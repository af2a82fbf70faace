import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { startTestServer } from "../test/support/server.ts";
import { breaksBetween } from "./contract/breaks.ts";
import { readSpecification } from "./contract/specification.ts";

/**
 * Writes docs/openapi.json, what callers were promised, from the routes: `node scripts/build-openapi.ts`. It refuses a change that would
 * break them; docs/api.md says how a route ends.
 */
const FILE = new URL("../docs/openapi.json", import.meta.url);

const server = await startTestServer();
const text = await (await server.request("/api/openapi.json")).text();
await server.close();
const now = readSpecification(text);
const broken = existsSync(FILE)
  ? breaksBetween(readSpecification(readFileSync(FILE, "utf8")), now, new Date().toISOString().slice(0, 10))
  : [];
for (const line of broken) console.error(line);
if (broken.length > 0) {
  console.error(
    "This would break callers. Keep it, and declare the route with `deprecated: { since, sunset }`; it may change from its sunset on.",
  );
  process.exitCode = 1;
} else writeFileSync(FILE, `${JSON.stringify(now, null, 1)}\n`);
