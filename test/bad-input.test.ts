import { beforeAll, describe, expect, test } from "vitest";
import { commandBench, type Files, type Imported, type Outcome } from "./support/command-bench.ts";
import { SMALL_COMPANY } from "./support/small-company.ts";

/**
 * Rows and plans that are wrong, through the commands `pay` and `import`: each entry keeps the words by which a person finds the place, the
 * value and what to do. `pay` calculates nothing from incomplete inputs; `import` takes the rest and loses no row without saying so.
 */
const { attain, company, imported } = commandBench();

function plan(change: (plan: { [field: string]: unknown; components: { [field: string]: unknown }[] }) => void): Files {
  const document = JSON.parse(SMALL_COMPANY["plans/reps.json"] ?? "");
  change(document);
  return { "plans/reps.json": JSON.stringify(document) };
}

const HEADER = "transaction,date,owner,product,amount,currency,kind,original";
/** Rows of transactions.csv from line 3 on, and what is said about each. */
const ROWS: readonly (readonly [string, string, RegExp])[] = [
  ["an unknown participant", "A1,2026-01-05,anne,,1,,,", /owner "anne": is not in people\. Did you mean ann\?/],
  ["an unknown product", "A2,2026-01-05,ann,p9,1,,,", /product "p9": is not in products\. Correct it or add it/],
  ["an unknown currency", "A3,2026-01-05,ann,,1,USX,,", /currency "USX": not a currency code of ISO 4217\. Write a code such as USD/],
  ["more decimals than are kept", "A4,2026-01-05,ann,,1.005,,,", /amount "1.005": has 3 decimals; the company keeps 2\. .*amountDigits/],
  ["1.234,56", 'A21,2026-01-05,ann,,"1.234,56",,,', /amount "1.234,56": .*Declare .*locale/],
  ["(10,000)", 'A22,2026-01-05,ann,,"(10,000)",,,', /amount "\(10,000\)": is in parentheses\. Declare "negative": "parentheses"/],
  ["$1,000", 'A23,2026-01-05,ann,,"$1,000",,,', /amount "\$1,000": has the currency sign \$\. Declare "currencySign": "\$"/],
  ["112.50% as an amount", "A5,2026-01-05,ann,,112.50%,,,", /amount "112.50%": .*[Pp]ercent/],
  ["a number with an exponent", "A6,2026-01-05,ann,,1e3,,,", /amount "1e3": is written with an exponent/],
  ["a number beyond 64 bits", "A7,2026-01-05,ann,,99999999999999999999,,,", /has more than 16 digits/],
  ["a blank amount", "A8,2026-01-05,ann,,,,,", /amount: is blank, but the column is required/],
  ["a formula of a spreadsheet", "A9,2026-01-05,ann,,=1+1,,,", /amount "=1\+1": not a number/],
  ["a day-first date", "A10,31/01/2026,ann,,1,,,", /date "31\/01\/2026": not written as yyyy-MM-dd\. Declare formats.date "dd\/MM\/yyyy"/],
  ["day or month first", "A11,03/04/2026,ann,,1,,,", /day and month cannot be told apart.*"dd\/MM\/yyyy" or "MM\/dd\/yyyy"/],
  ["a day that does not exist", "A12,2014-02-30,ann,,1,,,", /date "2014-02-30": there is no such day/],
  ["a two-digit year", "A13,03/04/26,ann,,1,,,", /the year has two digits.*"d\/M\/yy" or "M\/d\/yy", and formats.pivot/],
  ["a two-digit year that stands first", "A14,26-01-25,ann,,1,,,", /the year has two digits/],
  ["a date without zeros", "A15,2026-1-5,ann,,1,,,", /not written as yyyy-MM-dd\. Declare formats.date "yyyy-M-d"/],
  ["a year that is a slip", "A16,0226-01-05,ann,,1,,,", /date "0226-01-05": lies outside 1900-01-01 to 2199-12-31\. Correct the year/],
  ["a date for never", "A17,9999-12-31,ann,,1,,,", /date "9999-12-31": lies outside .*leave the cell blank/],
  ["a return without original", "R,2026-01-05,ann,,-1,,return,", /original: is blank, but a return belongs to an original/],
  ["a payment whose original is nowhere", "P,2026-01-05,ann,,1,,payment,T9", /original "T9": is no other transaction of the source files/],
  ["a payment of itself", "Q,2026-01-05,ann,,1,,payment,Q", /original "Q": is no other transaction/],
  ["an id of JavaScript that nobody has", "A18,2026-01-05,__proto__,,1,,,", /owner "__proto__": is not in people/],
  ["a control character", "A\u001b[2J,2026-01-05,ann,,1,,,", /transaction "A\\u001b\[2J": holds a control character/],
  ["too few cells", "A19,2026-01-05,ann", /: has 3 cells; the header has 8/],
  [
    "the same id with other content",
    "T0,2026-01-05,ann,p1,61.00,,,",
    /has the same source, transaction, line as transactions.csv:2 but other content\. Keep one/,
  ],
];

describe("rows of transactions", () => {
  const content = `${HEADER}\nT0,2026-01-05,ann,p1,60.00,,,\n${ROWS.map(([, row]) => `${row}\n`).join("")}T0,2026-01-05,ann,p1,60,,,\n=1+1,2026-01-05,ann,p1,1,,,\n__proto__,2026-01-05,ann,p1,1,,,\n`;
  let pay: Outcome;
  let result: Imported;
  let text: Outcome;
  beforeAll(async () => {
    const folder = await company({ "transactions.csv": content });
    pay = await attain("pay", folder);
    result = await imported(folder);
    text = await attain("import", folder);
  });

  test.each(ROWS.map(([label, , message], index) => [label, message, index + 3] as const))("%s", (_label, message, line) => {
    for (const { stderr } of [pay, text]) {
      const said = stderr.split("\n").filter((one) => one.startsWith(`transactions.csv:${line}:`));
      expect(said.join("\n")).toMatch(message);
    }
  });

  test("pay calculates nothing, an import takes the others and counts every row", () => {
    expect([pay.code, pay.stdout]).toEqual([2, ""]);
    expect([result.code, text.code]).toEqual([1, 1]);
    expect(result.tables["transactions"]).toEqual({
      read: ROWS.length + 4,
      new: 3,
      changed: 0,
      same: 0,
      collapsed: 1,
      voided: 0,
      rejected: ROWS.length,
    });
  });
});

/** Changes of the small company that pay and import refuse, and what is said. */
const FILES: readonly (readonly [string, Files, readonly RegExp[]])[] = [
  [
    "a split of 99 %",
    { "splits.csv": "transaction,party,share\nT1,ann,49%\nT1,bob,50%\n" },
    [/splits.csv:2: share "49%": the shares of T1 line 1 total 99 %, not 100 %\. Correct/, /splits.csv:3: share "50%"/],
  ],
  [
    "a split of 101 %",
    { "splits.csv": "transaction,party,share\nT1,ann,51%\nT1,bob,50%\n" },
    [/splits.csv:2: share "51%": .* total 101 %/],
  ],
  [
    "a split below zero",
    { "splits.csv": "transaction,party,share\nT1,ann,-50%\nT1,bob,150%\n" },
    [/splits.csv:2: share "-50%": is below zero/],
  ],
  [
    "a split of nobody, and of nothing",
    { "splits.csv": "transaction,party,share\nT1,annn,100%\nT9,ann,100%\n" },
    [
      /splits.csv:2: party "annn": is neither in people nor in positions\. Did you mean ann/,
      /splits.csv:3: transaction "T9": there is no such transaction/,
    ],
  ],
  [
    "a share without its sign",
    { "assignments.csv": "participant,position,share\nann,seat-a,1\nbob,seat-b,100%\n" },
    [/assignments.csv:2: share "1": has no percent sign\. Write it like 12.5%/],
  ],
  [
    "a share of 112.50%",
    { "assignments.csv": "participant,position,share\nann,seat-a,112.50%\nbob,seat-b,\n" },
    [/assignments.csv:2: share "112.5%": the seat seat-a would be held by more than 100 %\. Give a share of at most 100%/],
  ],
  [
    "two participants in one seat",
    { "assignments.csv": "participant,position\nann,seat-a\nbob,seat-a\n" },
    [/assignments.csv:3: share "100%": the seat seat-a would be held by more than 100 %, together with ann \(assignments.csv:2\)/],
  ],
  [
    "quotas that overlap",
    { "quotas.csv": "position,measure,from,to,amount\nseat-a,sales,2026-01-01,2026-04-01,1\nseat-a,sales,2026-03-01,2026-06-01,1\n" },
    [/quotas.csv:3: from "2026-03-01": overlaps quotas.csv:2 of the same position and measure/],
  ],
  [
    "seats that report in a circle",
    { "positions.csv": "position,title,parent\nseat-a,Rep,seat-b\nseat-b,Rep,seat-a\n" },
    [/positions.csv:3: parent "seat-a": would make seat-b → seat-a → seat-b a circle/],
  ],
  [
    "dated lines in a circle",
    { "reporting-lines.csv": "position,parent,from,to\nseat-a,seat-b,2026-01-01,2026-03-01\nseat-b,seat-a,2026-02-01,\n" },
    [/reporting-lines.csv:3: parent "seat-a": would make .* a circle/],
  ],
  [
    "a name that two have",
    {
      "people.csv": "participant,name\nann,Sam Lee\nbob,Sam Lee\n",
      "transactions.csv": "transaction,date,owner,amount\nT1,2026-01-05,Sam Lee,1\n",
    },
    [/transactions.csv:2: owner "Sam Lee": is the name of ann and bob in people\. Use the id/],
  ],
  [
    "a gap between tiers",
    plan(({ components: [first] }) => {
      if (first)
        first["tiers"] = [
          { from: "0%", to: "60%", rate: "5%" },
          { from: "70%", to: null, rate: "10%" },
        ];
    }),
    [/plans\/reps.json: components\[0\].*Gap: .*"60%".*"70%"/s],
  ],
  [
    "an overlap of tiers",
    plan(({ components: [first] }) => {
      if (first)
        first["tiers"] = [
          { from: "0%", to: "60%", rate: "5%" },
          { from: "50%", to: null, rate: "10%" },
        ];
    }),
    [/plans\/reps.json: components\[0\].*Overlap: .*"60%".*"50%"/s],
  ],
  [
    "a plan that refers to what is not there",
    plan((document) => {
      document["assigned"] = [{ positions: ["seat-z"] }, { titles: ["Reps"] }];
      document["payPeriod"] = "waves";
    }),
    [/no position "seat-z"\. Did you mean "seat-a"/, /No position has the title "Reps"\. Did you mean "Rep"/, /"waves" is not a calendar/],
  ],
  [
    "a seat on a plan that is not there",
    { "plan-assignments.csv": "plan,position\nrepz,seat-a\n" },
    [/plan-assignments.csv:2: plan "repz": is no plan\. Did you mean "reps"/],
  ],
  [
    "a seat listed on a plan that takes no listed seats",
    { "plan-assignments.csv": "plan,position\nreps,seat-a\n" },
    [
      /plan-assignments.csv:2: plan "reps": is a plan that takes no listed seats.* Add \{"listed": true\} to "assigned" in the plan, or take the row out/,
    ],
  ],
  [
    "names of JavaScript in a plan",
    plan(({ components: [first] }) => {
      if (first) first["name"] = "constructor";
    }),
    [/components\[0\].name.*"constructor" cannot stand here/s],
  ],
  [
    "a quotation mark that is never closed",
    { "products.csv": 'product,name\np1,"Widget\n' },
    [/products.csv:2:.* has a quotation mark that is never closed/],
  ],
];

/** Entries of FILES that an import reads in one go: their words are the same there. */
const TOGETHER = {
  "splits.csv": "transaction,party,share\nT1,ann,49%\nT1,bob,50%\nT2,ann,-50%\nT2,bob,150%\nT3,annn,100%\nT9,ann,100%\n",
  "assignments.csv": "participant,position,share\nann,seat-a,\nbob,seat-a,100%\nbob,seat-b,1\n",
  "quotas.csv": "position,measure,from,to,amount\nseat-a,sales,2026-01-01,2026-04-01,1\nseat-a,sales,2026-03-01,2026-06-01,1\n",
  "plan-assignments.csv": "plan,position\nrepz,seat-a\nreps,seat-a\n",
} as const;
const TOGETHER_SAID = [
  /splits.csv:2: share "49%": the shares of T1 line 1 total 99 %, not 100 %/,
  /splits.csv:4: share "-50%": is below zero/,
  /splits.csv:5: transaction "T2": is held back: another row/,
  /transactions.csv:3: transaction "T2": is held back: a row of its splits/,
  /splits.csv:6: party "annn": is neither in people nor in positions/,
  /splits.csv:7: transaction "T9": there is no such transaction/,
  /assignments.csv:3: share "100%": the seat seat-a would be held by more than 100 %, together with ann/,
  /assignments.csv:4: share "1": has no percent sign/,
  /quotas.csv:3: from "2026-03-01": overlaps quotas.csv:2/,
  /plan-assignments.csv:2: plan "repz": is no plan/,
  /plan-assignments.csv:3: plan "reps": is a plan that takes no listed seats/,
];

describe("rows of other tables and plans", () => {
  test.each(FILES)("%s", async (_label, changes, messages) => {
    const { code, stdout, stderr } = await attain("pay", await company(changes));
    expect([code, stdout]).toEqual([2, ""]);
    for (const message of messages) expect(stderr).toMatch(message);
  });

  test("an import says the same of them, takes the others and counts every row", async () => {
    const { code, stderr, stdout } = await attain("import", await company(TOGETHER), "--dry-run");
    expect(code).toBe(1);
    for (const message of TOGETHER_SAID) expect(stderr).toMatch(message);
    expect(stdout).toMatch(/^ +splits +6 +0 +0 +0 +0 +6$/m);
    expect(stdout).toMatch(/^ +assignments +3 +1 +0 +0 +0 +2$/m);
  });

  test("two credit rules that match equally block what they would have paid", async () => {
    const folder = await company(
      plan((document) => {
        document["credits"] = [
          { name: "own", kind: "direct" },
          { name: "again", kind: "direct" },
        ];
        document["measures"] = [{ name: "sales", credits: ["own", "again"], of: "amount", window: "quarter", quota: "sales" }];
      }),
    );
    const { code, stdout, stderr } = await attain("pay", folder);
    expect(code).toBe(1);
    expect(stdout).toMatch(/"own" and "again" match transaction T1 .* with equal priority/);
    // The plan is taken, so it was only a warning before.
    const warning = /^warning: plans\/reps\.json: credits\[1\]: .*Give one a where or another priority\.\n$/;
    expect(stderr).toMatch(warning);
    expect((await attain("import", folder, "--dry-run")).stderr).toMatch(warning);
    for (const argv of [
      ["pay", folder],
      ["import", folder, "--dry-run"],
    ])
      expect(JSON.parse((await attain(...argv, "--json")).stdout).warnings).toEqual([
        expect.objectContaining({
          code: "plan-warning",
          file: "plans/reps.json",
          column: "credits[1]",
          fix: "Give one a where or another priority.",
        }),
      ]);
  });
});
