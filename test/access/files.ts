import type { Person } from "./people.ts";

/** The files of a company of the matrix: each person has a row in every table. `own` begins the names of what belongs to the company as a whole. */
export function companyFiles(company: string, own: string, people: readonly Person[]): Record<string, string> {
  const table = (header: string, row: (person: Person, index: number) => string) => `${[header, ...people.map(row)].join("\n")}\n`;
  const above = (person: Person) => (person === "zzsub" ? "zzboss-seat" : `${own}head`); // nobody sits in the head's seat
  return {
    "company.json": JSON.stringify({
      name: company,
      currency: "USD",
      attributes: { participant: { rate: "Text" }, position: { level: "Text" } },
    }),
    "people.csv": table("participant,name,email", (p) => `${p},Name ${p},${p}@example.com`),
    "participant-attributes.csv": table("participant,attribute,from,value", (p) => `${p},rate,2020-01-01,zzpay ${p}`),
    "positions.csv": `${table("position,title,parent", (p) => `${p}-seat,Rep,${above(p)}`)}${own}head,Head,\n`,
    "position-attributes.csv": table("position,attribute,from,value", (p) => `${p}-seat,level,2020-01-01,zzpay ${p}`),
    "assignments.csv": table("participant,position", (p) => `${p},${p}-seat`),
    "reporting-lines.csv": table("position,parent,from", (p) => `${p}-seat,${above(p)},2026-02-01`),
    "products.csv": `product,name\n${own}p1,Widget ${own}\n`,
    "territories.csv": table("territory,name", (_p, i) => `${own}t${i},Territory ${own}`),
    "territory-assignments.csv": table("territory,position,from", (p, i) => `${own}t${i},${p}-seat,2026-01-01`),
    "customers.csv": table("customer,name", (p) => `${p}-customer,Customer of ${p}`),
    "quotas.csv": table("position,measure,from,to,amount", (p) => `${p}-seat,sales,2026-01-01,2026-04-01,100`),
    "transactions.csv": table(
      "transaction,date,owner,customer,product,amount",
      (p, i) => `${p}-sale,2026-02-05,${p},${p}-customer,${own}p1,${(1234 + 1000 * i).toFixed(2)}`,
    ),
    "splits.csv": table("transaction,kind,party,role,share", (p) => `${p}-sale,overlay,${p},engineer,10%`),
    "opportunities.csv": table(
      "opportunity,name,customer,owner,stage,outcome,amount,opened,closed",
      (p) => `${p}-deal,Deal of ${p},${p}-customer,${p},Offer,open,500.00,2026-01-01,2026-12-30`,
    ),
    "stage-history.csv": table("opportunity,stage,from", (p) => `${p}-deal,Offer,2026-01-01`),
    "activities.csv": table(
      "activity,kind,date,owner,customer,opportunity",
      (p) => `${p}-call,call,2026-02-05,${p},${p}-customer,${p}-deal`,
    ),
    "plans/reps.json": JSON.stringify({
      plan: `${own}reps`,
      version: "1",
      name: `Reps ${own}`,
      set: "default",
      effective: { from: "2026-01-01", to: null },
      currency: "USD",
      payPeriod: "quarter",
      assigned: [{ titles: ["Rep"] }],
      credits: [{ name: "own", kind: "direct" }],
      measures: [{ name: "sales", credits: ["own"], of: "amount", window: "quarter", quota: "sales" }],
      components: [{ name: "commission", kind: "flat", measure: "sales", rate: "7%" }],
    }),
  };
}
