import type { z } from "zod";
import type {
  administrationSchema,
  boardPeriodSchema,
  companyHomeSchema,
  coverageSchema,
  homeSchema,
  memberSchema,
  ownHomeSchema,
  ownPeriodSchema,
  teamHomeSchema,
} from "../schemas.ts";

/** What the API's answer holds, for the components that show it. */
export type Home = z.infer<typeof homeSchema>;
export type OwnHome = z.infer<typeof ownHomeSchema>;
export type OwnPeriod = z.infer<typeof ownPeriodSchema>;
export type TeamHome = z.infer<typeof teamHomeSchema>;
export type Member = z.infer<typeof memberSchema>;
export type CompanyHome = z.infer<typeof companyHomeSchema>;
export type BoardPeriod = z.infer<typeof boardPeriodSchema>;
export type Coverage = z.infer<typeof coverageSchema>;
export type Administration = z.infer<typeof administrationSchema>;
