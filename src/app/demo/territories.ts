/** A team of the demo company: its region, its patches by name, and one patch that was split off later. */
export type Team = {
  readonly team: string;
  readonly name: string;
  readonly region: "amer" | "emea" | "apac";
  readonly patches: readonly [string, string, string, string];
  /** A patch that the account executive of patch `with` (1 to 4) covers too, until in quarter `quarter` a seat of its own is opened. */
  readonly growth?: { readonly name: string; readonly with: number; readonly quarter: number };
};

export const REGIONS = [
  { region: "amer", name: "Americas" },
  { region: "emea", name: "Europe" },
  { region: "apac", name: "Asia Pacific" },
] as const;
export type Region = (typeof REGIONS)[number]["region"];

export const TEAMS: readonly Team[] = [
  {
    team: "east",
    name: "US East",
    region: "amer",
    patches: ["New England", "New York", "Mid-Atlantic", "Southeast"],
    growth: { name: "Florida", with: 4, quarter: 2 },
  },
  { team: "central", name: "US Central", region: "amer", patches: ["Great Lakes", "Texas", "Plains", "Ontario"] },
  {
    team: "west",
    name: "US West",
    region: "amer",
    patches: ["Northern California", "Southern California", "Pacific Northwest", "Mountain"],
    growth: { name: "Arizona", with: 4, quarter: 4 },
  },
  { team: "north", name: "Northern Europe", region: "emea", patches: ["Britain", "Ireland", "Nordics", "Benelux"] },
  { team: "south", name: "Continental Europe", region: "emea", patches: ["Germany", "France", "Italy", "Iberia"] },
  {
    team: "pacific",
    name: "Pacific",
    region: "apac",
    patches: ["Japan", "Australia", "Singapore", "India"],
    growth: { name: "Korea", with: 1, quarter: 6 },
  },
];

/** A territory that account executives cover: the leaves of the tree. */
export type Patch = {
  readonly territory: string;
  readonly name: string;
  readonly team: string;
  readonly region: Region;
  /** Its account executive's seat: of a growth patch the later one. */
  readonly seat: string;
  /** The seat of the account manager who keeps its customers. */
  readonly accountManager: string;
  readonly growth: Team["growth"] | null;
};

export const PATCHES: readonly Patch[] = TEAMS.flatMap((team) => {
  const names = [...team.patches, ...(team.growth ? [team.growth.name] : [])];
  return names.map(
    (name, index): Patch => ({
      territory: codeOf(name),
      name,
      team: team.team,
      region: team.region,
      seat: `ae-${team.team}-${index + 1}`,
      accountManager: `am-${team.team}-${index < 2 ? 1 : 2}`,
      growth: index === 4 ? (team.growth ?? null) : null,
    }),
  );
});

function codeOf(name: string): string {
  return name.toLowerCase().replaceAll(" ", "-");
}
