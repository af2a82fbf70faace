import { expect, test } from "vitest";
import { type UserOfDay, whoSees } from "./who-sees.ts";

const user = (userId: string, roles: UserOfDay["roles"], participant: string | null = null): UserOfDay => ({
  userId,
  name: userId,
  roles,
  participant,
});
const LINE = { manager: "274", from: "2026-01-01", to: "infinity" };

test.each<[string, UserOfDay, readonly string[]]>([
  ["the participant sees their own", user("rae", ["rep"], "275"), ["statements.read rep own", "transactions.read rep own"]],
  ["another rep sees nothing", user("bo", ["rep"], "276"), []],
  [
    "the manager of the day sees it by the reporting line",
    user("mel", ["manager"], "274"),
    ["statements.read manager reports", "transactions.read manager reports"],
  ],
  ["a manager of others sees nothing", user("max", ["manager"], "290"), []],
  ["sales operations sees no pay", user("sam", ["sales-operations"]), ["transactions.read sales-operations company"]],
  [
    "each of several roles is named",
    user("fin", ["finance", "manager"], "274"),
    [
      "statements.read finance company",
      "statements.read manager reports",
      "transactions.read finance company",
      "transactions.read manager reports",
    ],
  ],
])("%s", (_label, someone, expected) => {
  expect(whoSees([someone], "275", [LINE]).map(({ permission, role, through }) => `${permission} ${role} ${through}`)).toEqual(expected);
});
