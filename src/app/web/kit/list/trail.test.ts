import type { LinkProps } from "@tanstack/react-router";
import { expect, test } from "vitest";
import { keepTrail, stepTrail } from "./trail.ts";

const links = ["/people/a", "/people/b", "/people/c"].map((to) => ({ to }) as LinkProps);
const pathOf = (link: LinkProps) => String(link.to);

test("the next record and the one before, as long as one stands where the list led", () => {
  expect(stepTrail(1, "/people/a", pathOf)).toBeUndefined(); // no list was left yet
  keepTrail({ index: 0, count: links.length, linkOf: (index) => links[index] });
  expect(stepTrail(-1, "/people/a", pathOf)).toBeUndefined();
  expect(stepTrail(1, "/people/a", pathOf)?.to).toBe("/people/b");
  expect(stepTrail(1, "/plans", pathOf)).toBeUndefined(); // another page
  expect(stepTrail(1, "/people/b", pathOf)?.to).toBe("/people/c");
  expect(stepTrail(1, "/people/c", pathOf)).toBeUndefined(); // the end of what is loaded
  expect(stepTrail(-1, "/people/c", pathOf)?.to).toBe("/people/b");
});
