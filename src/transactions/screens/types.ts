import type { z } from "zod";
import type { transactionSchema } from "../schemas.ts";

export type TransactionPage = z.infer<typeof transactionSchema>;
