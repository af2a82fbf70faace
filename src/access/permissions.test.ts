import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Actor, decide, PERMISSIONS, reachOf, ROLES } from "./permissions.ts";

const as = (roles: Actor["roles"], participant: string | null = null): Actor => ({ roles, participant });

describe("decide", () => {
  test.each([
    ["an administrator reads anyone's statement", as(["administrator"]), "statements.read", "275", "allowed"],
    ["a rep reads their own statement", as(["rep"], "275"), "statements.read", "275", "allowed"],
    ["a rep does not read another's statement", as(["rep"], "275"), "statements.read", "276", "denied"],
    ["a rep does not read what belongs to no participant", as(["rep"], "275"), "transactions.read", null, "denied"],
    ["a rep without a participant owns nothing, not even what has no owner", as(["rep"]), "statements.read", null, "denied"],
    ["a rep does not manage sign-ins, not even their own", as(["rep"], "275"), "sign-ins.manage", "275", "denied"],
    ["a rep reads what the company publishes for all", as(["rep"], "275"), "company.read", null, "allowed"],
    ["a manager's reach depends on who reports to them", as(["manager"], "274"), "statements.read", "275", "reports"],
    ["a manager reads their own statement", as(["manager"], "274"), "statements.read", "274", "allowed"],
    ["a manager without a participant leads nobody", as(["manager"]), "statements.read", "275", "denied"],
    ["a manager does not read what belongs to no participant", as(["manager"], "274"), "transactions.read", null, "denied"],
    ["sales operations reads every transaction", as(["sales-operations"]), "transactions.read", "275", "allowed"],
    ["sales operations reads no pay", as(["sales-operations"]), "statements.read", "275", "denied"],
    [
      "sales operations who is also a rep reads their own pay only",
      as(["sales-operations", "rep"], "275"),
      "statements.read",
      "276",
      "denied",
    ],
    ["the widest of several roles counts", as(["rep", "finance", "manager"], "275"), "statements.read", "276", "allowed"],
    ["nobody without a role may do anything", as([], "275"), "company.read", null, "denied"],
  ] as const)("%s", (_label, actor, permission, owner, expected) => {
    expect(decide(actor, permission, owner)).toBe(expected);
  });
});

test("an administrator may do everything, and only an administrator manages sign-ins", () => {
  for (const permission of PERMISSIONS) expect(reachOf(["administrator"], permission), permission).toBe("company");
  const others = ROLES.filter((role) => role !== "administrator");
  expect(reachOf(others, "sign-ins.manage")).toBeUndefined();
});

test("docs/access.md shows the table as it is", () => {
  const page = readFileSync(new URL("../../docs/access.md", import.meta.url), "utf8");
  const rows = page
    .split("\n")
    .filter((line) => line.startsWith("| `") && line.split("|").length === 9)
    .map((line) => line.split("|").map((cell) => cell.trim()));
  const told = rows.flatMap(([, permissions = "", ...reaches]) =>
    [...permissions.matchAll(/`([a-z-]+\.[a-z]+)`/g)].map(([, permission]) => [permission, reaches.slice(0, 6)] as const),
  );
  const roles = ROLES.filter((role) => role !== "administrator");
  const table = PERMISSIONS.map((permission) => [permission, roles.map((role) => reachOf([role], permission) ?? "–")] as const);
  expect(new Map(told)).toEqual(new Map(table));
});
