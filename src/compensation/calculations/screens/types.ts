import type { z } from "zod";
import type { calculationSchema } from "../schemas.ts";

export type CalculationRow = z.infer<typeof calculationSchema>;
