import { z } from "zod";
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "../password.ts";

/** Fields that several sign-in routes share, each with the message a person reads. */
export const emailField = z.email("Write an e-mail address such as ann@example.com").max(254);
export const passwordField = z
  .string()
  .min(PASSWORD_LENGTH_MIN, `Use at least ${PASSWORD_LENGTH_MIN} characters`)
  .max(PASSWORD_LENGTH_MAX, `Use at most ${PASSWORD_LENGTH_MAX} characters`);
export const nameField = z.string().trim().min(1, "Write a name").max(200);
/** A one-time token: travels in bodies and in the fragment of an address, never in a path, so that no log holds it. */
export const tokenField = z.string().max(120);
/** A calendar day such as 2026-11-23. */
export const dayField = z.iso.date("Write a day such as 2026-11-23");
