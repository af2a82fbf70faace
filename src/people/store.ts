import type { z } from "zod";
import type { Transaction } from "../app/database/store.ts";
import type { personSchema } from "./schemas.ts";

type PersonPage = z.infer<typeof personSchema>;

/** A participant with seats, dated attributes and quotas; undefined when there is none to see. */
export async function readPerson(
  tx: Transaction,
  companyId: number,
  participant: string,
  companyCurrency: string,
): Promise<PersonPage | undefined> {
  const row = await tx
    .selectFrom("people as p")
    .leftJoin("people_personal as n", (join) =>
      join.onRef("n.company_id", "=", "p.company_id").onRef("n.participant", "=", "p.participant"),
    )
    .select(["p.participant", "n.name", "n.email", "p.currency", "p.hired", "p.left", "p.attributes"])
    .where("p.company_id", "=", companyId)
    .where("p.participant", "=", participant)
    .executeTakeFirst();
  if (!row) return undefined;
  const assignments = await assignmentsOf(tx, companyId, participant);
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
      ...(await participantAttributes(tx, companyId, participant)),
      ...(await positionAttributes(tx, companyId, positions)),
    ],
    quotas: await quotasOf(tx, companyId, positions),
  };
}

/** Open ends of the database as null. */
function closed(day: string): string | null {
  return day === "infinity" || day === "-infinity" ? null : day;
}

async function assignmentsOf(tx: Transaction, companyId: number, participant: string): Promise<PersonPage["assignments"]> {
  const rows = await tx
    .selectFrom("assignments as a")
    .leftJoin("positions as p", (join) => join.onRef("p.company_id", "=", "a.company_id").onRef("p.position", "=", "a.position"))
    .select(["a.position", "p.title", "p.role", "a.from", "a.to", "a.share"])
    .where("a.company_id", "=", companyId)
    .where("a.participant", "=", participant)
    .orderBy("a.from")
    .orderBy("a.position")
    .execute();
  return rows.map((row) => ({ ...row, from: closed(row.from), to: closed(row.to) }));
}

async function participantAttributes(tx: Transaction, companyId: number, participant: string): Promise<PersonPage["attributes"]> {
  const rows = await tx
    .selectFrom("participant_attributes")
    .select(["attribute as name", "from", "to", "value"])
    .where("company_id", "=", companyId)
    .where("participant", "=", participant)
    .orderBy("attribute")
    .orderBy("from")
    .execute();
  return rows.map((row) => ({ owner: "participant", id: participant, ...row, from: closed(row.from), to: closed(row.to) }));
}

async function positionAttributes(tx: Transaction, companyId: number, positions: readonly string[]): Promise<PersonPage["attributes"]> {
  if (positions.length === 0) return [];
  const dated = await tx
    .selectFrom("position_attributes")
    .select(["position as id", "attribute as name", "from", "to", "value"])
    .where("company_id", "=", companyId)
    .where("position", "in", positions)
    .orderBy("position")
    .orderBy("attribute")
    .orderBy("from")
    .execute();
  const undated = await tx
    .selectFrom("positions")
    .select(["position", "attributes"])
    .where("company_id", "=", companyId)
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
    ...dated.map((row) => ({ owner: "position" as const, ...row, from: closed(row.from), to: closed(row.to) })),
  ];
}

async function quotasOf(tx: Transaction, companyId: number, positions: readonly string[]): Promise<PersonPage["quotas"]> {
  if (positions.length === 0) return [];
  const rows = await tx
    .selectFrom("quotas")
    .select(["position", "measure", "from", "to", "amount", "currency"])
    .where("company_id", "=", companyId)
    .where("position", "in", positions)
    .orderBy("position")
    .orderBy("measure")
    .orderBy("from")
    .execute();
  return rows.map((row) => ({ ...row, from: closed(row.from), to: closed(row.to) }));
}
