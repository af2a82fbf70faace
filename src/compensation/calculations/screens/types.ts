import type { z } from "zod";
import type { calculationPageSchema, calculationSchema } from "../schemas.ts";

export type CalculationRow = z.infer<typeof calculationSchema>;
export type CalculationPage = z.infer<typeof calculationPageSchema>;
