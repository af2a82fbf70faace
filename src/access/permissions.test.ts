import { describe, expect, test } from "vitest";
import { type Actor, mayOn, PERMISSIONS, reachOf, ROLES } from "./permissions.ts";

const administrator: Actor = { role: "administrator", participant: null };
const rep: Actor = { role: "rep", participant: "275" };
const repWithoutParticipant: Actor = { role: "rep", participant: null };

describe("mayOn", () => {
  test.each([
    ["an administrator reads anyone's statement", administrator, "statements.read", "275", true],
    ["a rep reads their own statement", rep, "statements.read", "275", true],
    ["a rep does not read another's statement", rep, "statements.read", "276", false],
    ["a rep does not read what belongs to no participant", rep, "transactions.read", null, false],
    ["a rep without a participant owns nothing, not even what has no owner", repWithoutParticipant, "statements.read", null, false],
    ["a rep does not manage sign-ins, not even their own", rep, "sign-ins.manage", "275", false],
    ["a rep reads what the company publishes for all", rep, "company.read", null, true],
  ] as const)("%s", (_label, actor, permission, owner, expected) => {
    expect(mayOn(actor, permission, owner)).toBe(expected);
  });
});

test("every permission is given to some role, and a rep never reaches more than the administrator", () => {
  for (const permission of PERMISSIONS) {
    expect(
      ROLES.some((role) => reachOf(role, permission) !== undefined),
      permission,
    ).toBe(true);
    expect(reachOf("administrator", permission), permission).toBe("company");
  }
});
