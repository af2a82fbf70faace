import { z } from "zod";
import { MEASURE_UNITS } from "../../plans/measures.ts";

const seatSchema = z.object({
  participant: z.string(),
  name: z.string(),
  position: z.string(),
  title: z.string(),
  others: z.array(z.string()).readonly().meta({ description: "Names of the other plans of the set that take the seat on the day" }),
});

export const intakeSchema = z.object({
  day: z.string(),
  people: z.number().int().meta({ description: "How many people the plan takes in on the day" }),
  taken: z.array(seatSchema).meta({ description: "In which seats, the first ones; `seats` says how many there are" }),
  seats: z.number().int(),
  twice: z.number().int().meta({ description: "How many of the seats another plan takes too; these stand first" }),
  none: z.array(seatSchema).meta({ description: "Who is on no plan of the set on the day, the first ones; `onNone` says how many" }),
  onNone: z.number().int(),
});

const countedSchema = z.array(z.object({ name: z.string(), seats: z.number().int(), people: z.number().int() })).readonly();

export const planChoicesSchema = z.object({
  day: z.string(),
  titles: countedSchema.meta({ description: "Titles of seats, with how many seats have them and how many people hold these on the day" }),
  roles: countedSchema,
  seats: z
    .array(z.object({ position: z.string(), title: z.string(), people: z.string().meta({ description: "Names of who holds it" }) }))
    .meta({ description: "The first seats; `seatCount` says how many there are" }),
  seatCount: z.number().int(),
  measured: z.array(z.object({ name: z.string(), unit: z.enum(MEASURE_UNITS) })).readonly(),
  quotas: z
    .array(z.object({ name: z.string(), calendar: z.string().nullable(), titles: z.array(z.string()).readonly() }))
    .readonly()
    .meta({ description: "Names of quotas, each with the calendar whose periods they are for and the titles of the seats that have them" }),
  calendars: z.array(z.string()).readonly(),
  plans: z.array(z.string()).readonly().meta({ description: "Ids of the plans that there are" }),
  begins: z.string().nullable().meta({ description: "The day of the earliest quota, or without quotas of the earliest transaction" }),
});
