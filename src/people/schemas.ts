import { z } from "zod";

/** A participant as the API shows them: seats, attributes and quotas with their dates. Open ends are null. */
const day = z.string().nullable();

export const personSchema = z.object({
  participant: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  currency: z.string(),
  hired: day,
  left: day,
  assignments: z.array(
    z.object({ position: z.string(), title: z.string().nullable(), role: z.string().nullable(), from: day, to: day, share: z.string() }),
  ),
  attributes: z.array(
    z.object({ owner: z.enum(["participant", "position"]), id: z.string(), name: z.string(), from: day, to: day, value: z.string() }),
  ),
  quotas: z.array(
    z.object({ position: z.string(), measure: z.string(), from: day, to: day, amount: z.string(), currency: z.string().nullable() }),
  ),
});

const holderSchema = z.object({ participant: z.string(), name: z.string(), share: z.string() });

/** A seat on a day: who holds and held it, what it reports to by dated lines, and the seats below it. */
export const seatSchema = z.object({
  position: z.string(),
  on: z.string(),
  title: z.string().nullable(),
  role: z.string().nullable(),
  parent: z.string().nullable(),
  parentTitle: z.string().nullable(),
  vacant: z.boolean(),
  occupants: z.array(holderSchema),
  holders: z.array(holderSchema.extend({ from: day, to: day })),
  lines: z.array(z.object({ parent: z.string(), title: z.string().nullable(), from: day, to: day })),
  below: z.array(z.object({ position: z.string(), title: z.string().nullable() })),
});
