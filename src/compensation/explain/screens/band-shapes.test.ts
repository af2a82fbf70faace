import { describe, expect, test } from "vitest";
import { bandShapes } from "./band-shapes.ts";

const band = (from: string, to: string | null, part: string, at?: string) => ({
  from,
  to,
  rate: "1 %",
  part,
  earned: "0",
  active: false,
  ...(at === undefined ? {} : { at }),
});

describe("bandShapes", () => {
  test("fills the width exactly, in proportion, and leaves no band without room for its words", () => {
    const shapes = bandShapes([band("0", "100", "100"), band("100", "1000", "250"), band("1000", null, "0")], 1000);
    expect(shapes.map(({ width }) => width >= 110)).toEqual([true, true, true]);
    const last = shapes.at(-1);
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeCloseTo(1000, 6);
    expect((shapes[1]?.width ?? 0) > 2 * (shapes[0]?.width ?? 0)).toBe(true);
  });

  test.each([
    ["a full band is lit as a whole", band("0", "100", "100"), 0, 1],
    ["a part is lit from the band's start", band("0", "100", "25"), 0, 0.25],
    ["a single credit is lit where it lies", band("0", "100", "25", "50"), 0.5, 0.25],
    ["a return lights the stretch it takes back", band("0", "100", "-25", "50"), 0.5, 0.25],
    ["a stretch below zero, which lies in the first band, begins at its start", band("0", "100", "10", "-30"), 0, 0.1],
  ])("%s", (_label, single, from, length) => {
    const [shape] = bandShapes([single], 400);
    expect((shape?.lit?.x ?? -1) / 400).toBeCloseTo(from, 6);
    expect((shape?.lit?.width ?? -1) / 400).toBeCloseTo(length, 6);
  });

  test("a band without any of the measure is dark; the least part can still be seen and stays inside", () => {
    const [dark, faint] = bandShapes([band("0", "100", "0"), band("100", "1000000", "1", "999899")], 600);
    expect(dark?.lit).toBeUndefined();
    expect(faint?.lit?.width).toBe(3);
    expect((faint?.lit?.x ?? 0) + 3).toBeLessThanOrEqual((faint?.x ?? 0) + (faint?.width ?? 0) + 1e-9);
  });
});
