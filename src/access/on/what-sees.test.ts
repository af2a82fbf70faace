import { expect, test } from "vitest";
import { PERMISSIONS } from "../permissions.ts";
import { whatSees } from "./what-sees.ts";
import type { UserOfDay } from "./who-sees.ts";

const user = (roles: UserOfDay["roles"], participant: string | null = null): UserOfDay => ({ userId: "u", name: "U", roles, participant });
const REPORTED = [{ participant: "275", from: "2026-01-01", to: "infinity" }];
const seen = (roles: UserOfDay["roles"], participant: string | null, permission: string) =>
  whatSees(user(roles, participant), REPORTED)
    .filter((row) => row.permission === permission)
    .map(({ role, through, participant: whose }) => `${role} ${through} ${whose}`);

test.each<[string, UserOfDay["roles"], string | null, string, readonly string[]]>([
  ["a rep their own pay", ["rep"], "274", "statements.read", ["rep own 274"]],
  ["a manager their own and their reports'", ["manager"], "274", "statements.read", ["manager own 274", "manager reports 275"]],
  ["a manager every product", ["manager"], "274", "products.read", ["manager company null"]],
  ["sales operations no pay", ["sales-operations"], null, "statements.read", []],
  ["each of several roles is named", ["finance", "rep"], "274", "statements.read", ["finance company null", "rep own 274"]],
  ["nobody's pay, who stands for nobody", ["rep"], null, "statements.read", []],
])("%s", (_label, roles, participant, permission, expected) => {
  expect(seen(roles, participant, permission)).toEqual(expected);
});

test("an administrator has every permission for the whole company; who has no role has none", () => {
  expect(new Set(whatSees(user(["administrator"]), []).map(({ permission }) => permission))).toEqual(new Set(PERMISSIONS));
  expect(whatSees(user([]), REPORTED)).toEqual([]);
});
