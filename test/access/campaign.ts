// npm run campaign access [-- --full] [--every N] [--route TEXT]: the whole access matrix, once with each wall.
import { parseArgs } from "node:util";
import { matrixCompany } from "./company.ts";
import { keepContent } from "./content.ts";
import { judge } from "./judge.ts";
import { cellsOf, routesOf } from "./matrix.ts";
import { ROWS } from "./rows/all.ts";
import { bothWalls, withoutPermissions, withoutRowSecurity } from "./walls.ts";

const { values } = parseArgs({
  options: {
    full: { type: "boolean", default: false },
    every: { type: "string", default: "1" },
    route: { type: "string", default: "" },
    wall: { type: "string", default: "" },
  },
});
/** Of one route. */
const LEAKS_SHOWN = 3;

const company = await matrixCompany();
const kept = await keepContent(company.store);
const routes = await routesOf(company, ROWS);
const missing = routes.filter(({ name }) => ROWS[name] === undefined).map(({ name }) => name);
for (const name of missing) console.log(`${name} has no row in the matrix`);
const cells = cellsOf(routes, ROWS, company, values.full).filter(
  ({ route }, index) => index % Number(values.every) === 0 && route.name.includes(values.route),
);
console.log(`${routes.length} routes, ${cells.length} cells a wall`);
let leaks = missing.length;
for (const wall of [bothWalls(company), withoutPermissions(company), withoutRowSecurity(company)].filter(({ name }) =>
  name.includes(values.wall),
)) {
  const startedMs = performance.now();
  const judged = await judge(wall, cells, { company, rows: ROWS, kept });
  await wall.close();
  for (const [route, all] of Map.groupBy(judged.leaks, (leak) => /(?:GET|POST|PUT|PATCH|DELETE) \S+/.exec(leak)?.[0]))
    console.log(
      `${route}: ${all.length} leaks\n  ${all
        .slice(0, LEAKS_SHOWN)
        .map((leak) => leak.slice(0, 1500))
        .join("\n  ")}`,
    );
  const seconds = Math.round((performance.now() - startedMs) / 1000);
  console.log(
    `${wall.name}: ${judged.cells} calls, ${judged.compared} compared with what nobody has, ${judged.written} writes judged, ${judged.leaks.length} leaks, ${seconds} s`,
  );
  leaks += judged.leaks.length;
}
await company.close();
process.exitCode = leaks > 0 ? 1 : 0;
