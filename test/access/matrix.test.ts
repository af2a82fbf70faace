import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROLES } from "../../src/access/permissions.ts";
import { diceOf } from "../fuzz/requests.ts";
import { type MatrixCompany, matrixCompany } from "./company.ts";
import { keepContent, type Kept } from "./content.ts";
import { judge } from "./judge.ts";
import { type Cell, cellsOf, isAllowed, type Route, routesOf, send } from "./matrix.ts";
import { ROWS } from "./rows/all.ts";
import { bothWalls, type Wall, withoutPermissions, withoutRowSecurity } from "./walls.ts";

/** Of every route one cell with both walls, of some with one of them alone, others with another seed; `npm run campaign access` calls all. */
const SEED = Number(process.env["ATTAIN_SEED"] ?? 20_261_123);
const WALLS: readonly (readonly [string, (company: MatrixCompany) => Wall, every: number])[] = [
  ["both walls: no cell shows or changes what is not the caller's", bothWalls, 1],
  ["the permission table switched off: row security alone shows and changes nothing of another's", withoutPermissions, 4],
  ["row security switched off: the permission table alone shows and changes nothing of another's", withoutRowSecurity, 4],
];

let company: MatrixCompany;
let routes: readonly Route[];
let cells: readonly Cell[];
let kept: Kept;
beforeAll(async () => {
  company = await matrixCompany();
  kept = await keepContent(company.store);
  routes = await routesOf(company, ROWS);
  cells = cellsOf(routes, ROWS, company);
});
afterAll(() => company?.close());

describe("the access matrix", () => {
  test("has a row for every route", () => {
    expect(routes.filter(({ name }) => ROWS[name] === undefined).map(({ name }) => name)).toEqual([]);
  });

  test("has no row for a route that is not there", () => {
    const names = new Set(routes.map(({ name }) => name));
    expect(Object.keys(ROWS).filter((name) => !names.has(name))).toEqual([]);
  });

  test("a route that touches no row says what guards it; nobody but a route without rows is public", () => {
    for (const { name, permission } of routes) {
      const row = ROWS[name];
      if (row?.rows === "none") expect([name, row.guard.length > 10]).toEqual([name, true]);
      else expect([name, permission]).not.toEqual([name, "public"]);
    }
  });

  test("can leak: an administrator reads what belongs to everybody of the company, and the foreign company has rows", async () => {
    const dice = diceOf(SEED);
    const whole = cells.filter(
      (cell) => cell.role === "administrator" && cell.means === "session" && cell.variant === "direct" && isAllowed(cell) && cell.named,
    );
    const seen = new Set<string>();
    const reading = whole.filter(({ route }) => route.method === "GET" && ROWS[route.name]?.rows === "participant");
    for (const group of Map.groupBy(reading, ({ route }) => route.name).values()) {
      const cell = group[dice(group.length)]!;
      const { status, text } = await send(company.app, cell, company);
      expect([cell.route.name, cell.target, status]).toEqual([cell.route.name, cell.target, 200]);
      for (const person of ["zzown", "zzboss", "zzsub", "zzother"]) if (text.includes(person)) seen.add(person);
    }
    expect(seen.size).toBe(4);
    expect(ROLES.length).toBe(7);
  });

  test.each(WALLS)("%s", async (_label, wallOf, every) => {
    const dice = diceOf(SEED);
    const groups = [...Map.groupBy(cells, ({ route }) => route.name).values()].filter(() => dice(every) === 0);
    const some = groups.map((group) => group[dice(group.length)]!);
    const wall = wallOf(company);
    const { leaks, cells: called } = await judge(wall, some, { company, rows: ROWS, kept });
    await wall.close();
    expect(leaks).toEqual([]);
    expect(called).toBeGreaterThan(some.length / 2);
  });
});
