import type { z } from "zod";
import type { Day } from "../calendar/day.ts";
import type { PresentCalculation, ToldOrWaiting } from "../compensation/present.ts";
import { companyHome } from "./company-home.ts";
import { ownOpportunities, ownPeriods } from "./own-home.ts";
import type { OpenOpportunity } from "./opportunity.ts";
import type { companyHomeSchema, ownHomeSchema } from "./schemas.ts";
import { memberStanding, type MemberStanding } from "./standing.ts";

type OwnHome = z.infer<typeof ownHomeSchema>;

/** Whose figures a home shows on a day; what is null is not shown. */
export type AskedOfHome = {
  readonly day: Day;
  /** The participant with the open opportunities whose pay is to be told. */
  readonly own: { readonly participant: string; readonly opportunities: readonly OpenOpportunity[] } | null;
  /** The participants of a team. */
  readonly team: readonly string[] | null;
  readonly company: boolean;
};

export type ToldOfHome = {
  readonly own: Pick<OwnHome, "periods" | "opportunities"> | null;
  /** In the order of the participants; null for whoever has no statement. */
  readonly team: readonly (MemberStanding | null)[] | null;
  readonly company: z.infer<typeof companyHomeSchema> | null;
};

/** Asks a company's present calculation for what a home shows. */
export type PresentHomes = (companyId: number, asked: AskedOfHome) => Promise<ToldOrWaiting<ToldOfHome>>;

/** What the calculation says of them. */
export function presentHome(present: PresentCalculation, { day, own, team, company }: AskedOfHome): ToldOfHome {
  return {
    own: own && {
      periods: ownPeriods(present, own.participant, day),
      opportunities: ownOpportunities(present, own.participant, own.opportunities, day),
    },
    team: team && team.map((participant) => memberStanding(present.calculation, participant, day)),
    company: company ? companyHome(present, day) : null,
  };
}
