import { z } from "zod";

/** The six digits that an authenticator app shows, in one or, as apps print them, in two groups. */
export const codeField = z
  .string()
  .trim()
  .regex(/^\d{3} ?\d{3}$/, "Write the six digits that the app shows");
export const backupCodeField = z.string().trim().min(1, "Write one of your backup codes").max(40);
