import fc from "fast-check";
import { expect, test } from "vitest";
import { CompactRow, rowNames } from "./compact-row.ts";

const cell = fc.option(fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.record({ unscaled: fc.bigInt(), scale: fc.nat(6) })), {
  nil: undefined,
});

test("a compact row reads like a Map without its blanks", () =>
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(fc.oneof(fc.string(), fc.constantFrom("__proto__", "constructor")), cell), { selector: ([name]) => name }),
      (entries) => {
        const row = new CompactRow(
          rowNames(entries.map(([name]) => name)),
          entries.map(([, value]) => value),
        );
        const map = new Map(entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
        expect(new Map(row)).toEqual(map);
        expect([row.size, [...row.keys()], [...row.values()]]).toEqual([map.size, [...map.keys()], [...map.values()]]);
        const seen: unknown[] = [];
        row.forEach((value, name) => seen.push([name, value]));
        expect(seen).toEqual([...map]);
        for (const [name, value] of entries) expect([row.get(name), row.has(name)]).toEqual([value, value !== undefined]);
        expect([row.get("no such name"), row.has("no such name")]).toEqual([map.get("no such name"), map.has("no such name")]);
      },
    ),
  ));
