import { describe, expect, test } from "vitest";
import { type Held, refusalToEnd, refusalToGive } from "./check.ts";

const TODAY = "2026-11-23";
const held = (userId: string, role: Held["role"], from: string, to: string, participant: string | null = null): Held => ({
  userId,
  role,
  participant,
  from,
  to,
});
const ANN = held("ann", "administrator", "-infinity", "infinity");
const REP = held("rae", "rep", "2026-01-01", "infinity", "275");

describe("giving a role", () => {
  test.each<[string, Held, string | undefined]>([
    ["of another kind beside", held("rae", "finance", TODAY, "infinity", "275"), undefined],
    ["for a time to come", held("ann", "executive", "2027-01-01", "2027-02-01"), undefined],
    ["in the past", held("ann", "finance", "2026-11-22", "infinity"), "Begin today"],
    ["for no day", held("ann", "finance", TODAY, TODAY), "Must be after"],
    [
      "that stands for another participant than the user does",
      held("rae", "manager", TODAY, "infinity", "276"),
      "stands for participant 275",
    ],
    ["that needs a participant without one", held("ann", "rep", TODAY, "infinity"), "Name the participant"],
    ["for a participant whom another user stands for", held("ann", "rep", TODAY, "infinity", "275"), "is stood for by another user"],
    ["that the user has on these days", held("rae", "rep", TODAY, "infinity", "275"), "is rep already"],
  ])("%s", (_label, given, message) => {
    const refusal = refusalToGive([ANN, REP], given, TODAY)?.message;
    if (message === undefined) expect(refusal).toBeUndefined();
    else expect(refusal).toContain(message);
  });
});

describe("ending a role", () => {
  const LATER = held("bo", "administrator", "2026-12-01", "infinity");
  test.each<[string, readonly Held[], Held, string, string | undefined]>([
    ["of a rep", [ANN, REP], REP, TODAY, undefined],
    ["of the last administrator", [ANN, REP], ANN, TODAY, "left without an administrator"],
    ["of the last administrator, later", [ANN], ANN, "2030-01-01", "left without an administrator"],
    ["of an administrator before the next one begins", [ANN, LATER], ANN, "2026-11-30", "left without an administrator"],
    ["of an administrator when the next one begins", [ANN, LATER], ANN, "2026-12-01", undefined],
    ["in the past", [ANN, REP], REP, "2026-11-22", "End today"],
    ["that nobody has", [ANN], REP, TODAY, "no such membership"],
    [
      "that ends by then",
      [ANN, held("rae", "rep", "2026-01-01", TODAY, "275")],
      held("rae", "rep", "2026-01-01", TODAY, "275"),
      TODAY,
      "ends on",
    ],
  ])("%s", (_label, all, ended, to, message) => {
    const refusal = refusalToEnd(all, ended, to, TODAY)?.message;
    if (message === undefined) expect(refusal).toBeUndefined();
    else expect(refusal).toContain(message);
  });
});
