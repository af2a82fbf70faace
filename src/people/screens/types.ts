import type { z } from "zod";
import type { personSchema, seatSchema } from "../schemas.ts";

export type Person = z.infer<typeof personSchema>;
export type Seat = z.infer<typeof seatSchema>;
