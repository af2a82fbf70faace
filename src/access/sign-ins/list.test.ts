import { expect, test } from "vitest";
import { signInList } from "./list.ts";

test("users and participants are one list by name, each person once, under the participant's name", () => {
  const member = { email: "x@example.com", secondFactor: false, roles: ["finance"] as const };
  const at = new Date(0);
  const rows = signInList(
    [
      { ...member, userId: "u2", name: "Zoe", participant: null },
      { ...member, userId: "u1", name: "mike", participant: "275" },
      { ...member, userId: "u3", name: "Gone", participant: "999" },
    ],
    [
      { participant: "276", name: "Linda", email: "linda@example.com" },
      { participant: "275", name: "Michael", email: null },
    ],
    new Map([["u1", at]]),
  );
  expect(rows.map(({ name, participant, userId, lastSignIn }) => [name, participant, userId, lastSignIn])).toEqual([
    ["Gone", "999", "u3", null],
    ["Linda", "276", null, null],
    ["Michael", "275", "u1", at],
    ["Zoe", null, "u2", null],
  ]);
});
