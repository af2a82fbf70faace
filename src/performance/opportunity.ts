/** An open opportunity, of whoever owns it. `closes`: when it is expected to be decided. */
export type OpenOpportunity = {
  readonly opportunity: string;
  readonly name: string | null;
  readonly customer: string | null;
  readonly customerName: string | null;
  readonly product: string | null;
  readonly owner: string;
  readonly ownerName: string;
  readonly stage: string;
  readonly amount: string | null;
  readonly currency: string;
  readonly closes: string | null;
};
