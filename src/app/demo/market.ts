import { CompanyNames } from "./names.ts";
import { Random } from "./random.ts";
import { PATCHES } from "./territories.ts";
import { TRUTHS } from "./truths.ts";

export type Segment = "Enterprise" | "Mid-market" | "Small business";
export type Customer = {
  readonly customer: string;
  readonly name: string;
  readonly industry: string;
  readonly segment: Segment;
  readonly territory: string;
  readonly employees: number;
  /** What it could buy in a year, in whole dollars. */
  readonly potential: number;
};
export type Family = "Sensors" | "Platform" | "Analytics" | "Services" | "Support";
export type Product = {
  readonly product: string;
  readonly name: string;
  readonly family: Family;
  readonly priceCents: number;
  /** Share of the price that is left after cost. */
  readonly marginShare: number;
};

export const PRODUCTS: readonly Product[] = [
  { product: "TIDE-S1", name: "Tide S1", family: "Sensors", priceCents: 190_000, marginShare: 0.42 },
  { product: "TIDE-S2", name: "Tide S2", family: "Sensors", priceCents: 340_000, marginShare: 0.45 },
  { product: "TIDE-ARRAY", name: "Tide Array", family: "Sensors", priceCents: 980_000, marginShare: 0.48 },
  { product: "REEF-GATEWAY", name: "Reef Gateway", family: "Sensors", priceCents: 240_000, marginShare: 0.4 },
  { product: "VISTA-BASIC", name: "Vista Basic", family: "Platform", priceCents: 600_000, marginShare: 0.78 },
  { product: "VISTA-PRO", name: "Vista Pro", family: "Platform", priceCents: 1_400_000, marginShare: 0.8 },
  { product: "VISTA-ENTERPRISE", name: "Vista Enterprise", family: "Platform", priceCents: 3_800_000, marginShare: 0.82 },
  { product: "DELTA-FORECAST", name: "Delta Forecast", family: "Analytics", priceCents: 900_000, marginShare: 0.74 },
  { product: "DELTA-COMPLIANCE", name: "Delta Compliance", family: "Analytics", priceCents: 1_100_000, marginShare: 0.76 },
  { product: "INSTALLATION", name: "Installation", family: "Services", priceCents: 225_000, marginShare: 0.28 },
  { product: "TRAINING", name: "Training", family: "Services", priceCents: 150_000, marginShare: 0.35 },
  { product: "SUPPORT-STANDARD", name: "Support Standard", family: "Support", priceCents: 250_000, marginShare: 0.6 },
  { product: "SUPPORT-PREMIUM", name: "Support Premium", family: "Support", priceCents: 700_000, marginShare: 0.62 },
];

export function productNamed(name: string): Product {
  const product = PRODUCTS.find((each) => each.product === name);
  if (!product) throw new RangeError(`There is no product ${name}`);
  return product;
}

const SEGMENTS = {
  Enterprise: { potential: 260_000, employees: 4200 },
  "Mid-market": { potential: 110_000, employees: 600 },
  "Small business": { potential: 38_000, employees: 70 },
} as const;
const SEGMENT_WEIGHTS = [
  ["Enterprise", 0.22],
  ["Mid-market", 0.4],
  ["Small business", 0.38],
] as const;
/** Yearly potential of an ordinary patch, in dollars. */
const PATCH_POTENTIAL = 1_900_000;
const CUSTOMERS_A_PATCH = 14;

/** The customers of every patch. Patches are about equal (by 12 % either way), but for the unfair one. */
export function customersOf(seed: number): readonly Customer[] {
  const names = new CompanyNames(new Random(seed, "customer names"));
  let number = 1000;
  return PATCHES.flatMap(({ territory }) => {
    const random = new Random(seed, "customers", territory);
    const unfair = territory === TRUTHS.unfairTerritory.territory;
    const drafts = Array.from({ length: unfair ? 7 : CUSTOMERS_A_PATCH }, () => {
      const segment: Segment = random.weighted(unfair ? SEGMENT_WEIGHTS.slice(1) : SEGMENT_WEIGHTS);
      const { potential, employees } = SEGMENTS[segment];
      return { segment, potential: random.logNormal(potential, 0.4), employees: Math.round(random.logNormal(employees, 0.5)) };
    });
    const factor = unfair ? TRUTHS.unfairTerritory.potentialFactor : random.between(0.88, 1.12);
    const scale = (PATCH_POTENTIAL * factor) / drafts.reduce((sum, { potential }) => sum + potential, 0);
    return drafts.map((draft): Customer => {
      number += 1;
      return {
        customer: `C${number}`,
        ...names.next(),
        ...draft,
        potential: Math.round((draft.potential * scale) / 1000) * 1000,
        territory,
      };
    });
  });
}

/** What customers of a patch could buy in a year, against an ordinary patch. */
export function potentialOf(customers: readonly Customer[], territory: string): number {
  const sum = customers.reduce((total, each) => (each.territory === territory ? total + each.potential : total), 0);
  return sum / PATCH_POTENTIAL;
}
