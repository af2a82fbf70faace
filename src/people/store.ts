import type { z } from "zod";
import type { Known } from "../app/database/as-of.ts";
import type { Transaction } from "../app/database/store.ts";
import type { personSchema } from "./schemas.ts";

type PersonPage = z.infer<typeof personSchema>;

/**
 * A participant with seats, dated attributes and quotas, as known now or at a change; undefined when there is none to see. Dated attributes
 * may be rates of pay: without `pay` they are left out.
 */
export async function readPerson(
  tx: Transaction,
  known: Known,
  participant: string,
  { companyCurrency, pay }: { readonly companyCurrency: string; readonly pay: boolean },
): Promise<PersonPage | undefined> {
  const row = await tx
    .selectFrom(known("people").as("p"))
    .leftJoin(known("people_personal").as("n"), "n.participant", "p.participant")
    .select(["p.participant", "n.name", "n.email", "p.currency", "p.hired", "p.left", "p.attributes"])
    .where("p.participant", "=", participant)
    .executeTakeFirst();
  if (!row) return undefined;
  const assignments = await assignmentsOf(tx, known, participant);
  const positions = assignments.map(({ position }) => position);
  const undated = Object.entries(row.attributes).map(([name, value]) => ({
    owner: "participant" as const,
    id: participant,
    name,
    from: null,
    to: null,
    value: String(value),
  }));
  return {
    participant,
    name: row.name ?? participant,
    email: row.email,
    currency: row.currency ?? companyCurrency,
    hired: closed(row.hired),
    left: closed(row.left),
    assignments,
    attributes: [
      ...undated,
      ...(pay ? await participantAttributes(tx, known, participant) : []),
      ...(await positionAttributes(tx, known, positions, pay)),
    ],
    quotas: await quotasOf(tx, known, positions),
  };
}

/** Open ends of the database as null. */
function closed(day: string): string | null {
  return day === "infinity" || day === "-infinity" ? null : day;
}

async function assignmentsOf(tx: Transaction, known: Known, participant: string): Promise<PersonPage["assignments"]> {
  const rows = await tx
    .selectFrom(known("assignments").as("a"))
    .leftJoin(known("positions").as("p"), "p.position", "a.position")
    .select(["a.position", "p.title", "p.role", "a.from", "a.to", "a.share"])
    .where("a.participant", "=", participant)
    .orderBy("a.from")
    .orderBy("a.position")
    .execute();
  return rows.map((row) => ({ ...row, from: closed(row.from), to: closed(row.to) }));
}

async function participantAttributes(tx: Transaction, known: Known, participant: string): Promise<PersonPage["attributes"]> {
  const rows = await tx
    .selectFrom(known("participant_attributes").as("t"))
    .select(["attribute as name", "from", "to", "value"])
    .where("participant", "=", participant)
    .orderBy("attribute")
    .orderBy("from")
    .execute();
  return rows.map((row) => ({ owner: "participant", id: participant, ...row, from: closed(row.from), to: closed(row.to) }));
}

async function positionAttributes(
  tx: Transaction,
  known: Known,
  positions: readonly string[],
  pay: boolean,
): Promise<PersonPage["attributes"]> {
  if (positions.length === 0) return [];
  const rows = await tx
    .selectFrom(known("position_attributes").as("t"))
    .select(["position as id", "attribute as name", "from", "to", "value"])
    .where("position", "in", positions)
    .orderBy("position")
    .orderBy("attribute")
    .orderBy("from")
    .execute();
  const undated = await tx
    .selectFrom(known("positions").as("t"))
    .select(["position", "attributes"])
    .where("position", "in", positions)
    .execute();
  return [
    ...undated.flatMap(({ position, attributes }) =>
      Object.entries(attributes).map(([name, value]) => ({
        owner: "position" as const,
        id: position,
        name,
        from: null,
        to: null,
        value: String(value),
      })),
    ),
    ...(pay ? rows : []).map((row) => ({ owner: "position" as const, ...row, from: closed(row.from), to: closed(row.to) })),
  ];
}

async function quotasOf(tx: Transaction, known: Known, positions: readonly string[]): Promise<PersonPage["quotas"]> {
  if (positions.length === 0) return [];
  const rows = await tx
    .selectFrom(known("quotas").as("t"))
    .select(["position", "measure", "from", "to", "amount", "currency"])
    .where("position", "in", positions)
    .orderBy("position")
    .orderBy("measure")
    .orderBy("from")
    .execute();
  return rows.map((row) => ({ ...row, from: closed(row.from), to: closed(row.to) }));
}
