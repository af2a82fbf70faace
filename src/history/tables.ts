/** A table whose old versions are kept: the columns that tell a row, in order, and the one that says whose it is. */
export type KeptTable = { readonly key: readonly string[]; readonly participant?: string; readonly position?: string };

const SEAT = { position: "position" } as const;

/** Every table with history; the triggers of the database say the same (a test compares). */
export const KEPT = {
  companies: { key: ["company_id"] },
  windows: { key: ["calendar", "window"] },
  territories: { key: ["territory"] },
  people: { key: ["participant"], participant: "participant" },
  people_personal: { key: ["participant"], participant: "participant" },
  participant_attributes: { key: ["participant", "attribute", "from"], participant: "participant" },
  positions: { key: ["position"], ...SEAT },
  position_attributes: { key: ["position", "attribute", "from"], ...SEAT },
  reporting_lines: { key: ["position", "from"], ...SEAT },
  assignments: { key: ["participant", "position", "from"], participant: "participant", ...SEAT },
  territory_assignments: { key: ["territory", "position", "from"], ...SEAT },
  customers: { key: ["customer"] },
  products: { key: ["product"] },
  quotas: { key: ["position", "measure", "from"], ...SEAT },
  plan_assignments: { key: ["plan", "position", "from"], ...SEAT },
  plans: { key: ["set", "plan", "version"] },
  transactions: { key: ["source", "transaction", "line"], participant: "owner", ...SEAT },
  splits: { key: ["source", "transaction", "line", "kind", "party", "role"], participant: "party" },
  opportunities: { key: ["opportunity"], participant: "owner" },
  stage_history: { key: ["opportunity", "stage", "from"] },
  activities: { key: ["activity"], participant: "owner" },
  disputes: { key: ["dispute"], participant: "participant" },
  adjustments: { key: ["adjustment"], participant: "participant" },
  memberships: { key: ["user_id", "role", "from"], participant: "participant" },
} as const satisfies Record<string, KeptTable>;

export type KeptTableName = keyof typeof KEPT;
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a constant are its type's keys
export const KEPT_TABLES = Object.keys(KEPT) as [KeptTableName, ...KeptTableName[]];

/** Tables that hold pay or rates of persons and seats: their history is for whoever sees pay. */
export const PAY_TABLES: ReadonlySet<KeptTableName> = new Set(["participant_attributes", "position_attributes", "adjustments", "disputes"]);
