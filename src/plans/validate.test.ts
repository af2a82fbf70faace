import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { ValueType } from "../table/definition.ts";
import type { PlanContext } from "./context.ts";
import { formatProblem } from "./problem.ts";
import { parsePlan } from "./validate.ts";

/** One wrong plan: the good one with changes at JSON paths, and the words that its message must contain. */
type Bad = { words: string[]; change?: Record<string, unknown>; remove?: string[]; warning?: boolean };

const FOLDER = new URL("./", import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, FOLDER), "utf8"));
const good = (): Record<string, unknown> => read("good/every-field.json") as Record<string, unknown>;

const ATTRIBUTES: PlanContext["attributes"] = new Map([
  [
    "participant",
    new Map<string, ValueType>([
      ["rate", "Percent"],
      ["target", "Money"],
    ]),
  ],
  [
    "transaction",
    new Map<string, ValueType>([
      ["seats", "Number"],
      ["channel", "Text"],
    ]),
  ],
]);

const CONTEXT: PlanContext = {
  attributes: ATTRIBUTES,
  calendars: new Set(["campaign"]),
  positions: new Set(["AE-1"]),
  quotas: new Set(["bookings"]),
  others: [existing()],
};

function existing(): NonNullable<PlanContext["others"]>[number] {
  const result = parsePlan(
    { ...good(), plan: "existing", version: "1", effective: { from: "2025-01-01", to: null } },
    { attributes: ATTRIBUTES, calendars: new Set() },
  );
  if (!result.ok) throw new Error(result.problems.map(formatProblem).join("\n"));
  return result.plan;
}

/** Sets or (value undefined) removes what stands at a path such as `components[1].tiers[0].to`. */
function put(document: Record<string, unknown>, path: string, value: unknown): void {
  const steps = path.split(/[.[\]]+/).filter((step) => step !== "");
  const last = steps.pop() ?? "";
  let place = document;
  for (const step of steps) place = place[step] as Record<string, unknown>;
  if (value === undefined) delete place[last];
  else Object.defineProperty(place, last, { value, enumerable: true, configurable: true, writable: true });
}

describe("wrong plans are refused with the place, the value and the fix", () => {
  test.each(readdirSync(new URL("bad/", FOLDER)).map((file) => file.replace(".json", "")))("%s", (name) => {
    const bad = read(`bad/${name}.json`) as Bad;
    const document = good();
    for (const [path, value] of Object.entries(bad.change ?? {})) put(document, path, value);
    for (const path of bad.remove ?? []) put(document, path, undefined);
    const result = parsePlan(document, CONTEXT);
    expect(result.ok).toBe(bad.warning === true);
    const messages = (result.ok ? result.warnings : result.problems).map(formatProblem);
    const best = messages.find((message) => bad.words.every((word) => message.includes(word)));
    expect(best ?? messages.join("\n"), "one message has all the words").toSatisfy(
      (text: string) => bad.words.every((word) => text.includes(word)) && best !== undefined,
    );
  });
});

describe("good plans", () => {
  test("a plan with every field is accepted without warning", () => {
    const result = parsePlan(good(), CONTEXT);
    expect(result.ok ? result.warnings : result.problems.map(formatProblem)).toEqual([]);
  });
  test("set and the end of effective have defaults", () => {
    const document = good();
    put(document, "set", undefined);
    put(document, "effective", { from: "2026-01-01" });
    expect(parsePlan(document, CONTEXT)).toMatchObject({ ok: true, plan: { set: "default", effective: { from: "2026-01-01", to: null } } });
  });
  test("what is not known is not checked", () => {
    const document = good();
    put(document, "measures[0].quota", "imported later");
    expect(parsePlan(document, { attributes: ATTRIBUTES, calendars: new Set() }).ok).toBe(true);
  });
  test("the plan that docs/plans.md builds up from is one", () => {
    const [, block = ""] = /```json\n(\{[^]*?\n\})\n```/.exec(readFileSync(new URL("../../docs/plans.md", FOLDER), "utf8")) ?? [];
    expect(parsePlan(JSON.parse(block), { attributes: new Map(), calendars: new Set() })).toMatchObject({ ok: true, warnings: [] });
  });
  test.each([["text"], [null], [[]], [42]])("%j is no plan, and does not throw", (document) =>
    expect(parsePlan(document, CONTEXT).ok).toBe(false),
  );
});
