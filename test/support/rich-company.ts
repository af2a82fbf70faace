import { SMALL_COMPANY } from "./small-company.ts";

/** A company folder with rows in every table: three levels of seats, a mover, splits, an overlay, a return, opportunities in every state. */
export const RICH_COMPANY: Readonly<Record<string, string>> = {
  ...SMALL_COMPANY,
  "company.json": JSON.stringify({
    name: "Rich",
    currency: "USD",
    attributes: { customer: { size: "Number" }, transaction: { channel: "Text" } },
    calendars: {
      waves: [
        { name: "W1", from: "2026-01-01", to: "2026-02-15" },
        { name: "W2", from: "2026-02-15", to: null },
      ],
    },
  }),
  "people.csv":
    "participant,name,email,hired,left\nann,Ann Lee,ann@example.com,2024-05-01,\nbob,Bob Ray,bob@example.com,,\ncyd,Cyd Ott,cyd@example.com,2023-01-01,\ndan,Dan Roe,,2025-01-01,2026-02-01\nmel,Mel Fox,mel@example.com,,\n",
  "positions.csv":
    "position,title,role,parent\ntop,Director,lead,\nlead,Manager,lead,top\nseat-a,Rep,hunter,lead\nseat-b,Rep,farmer,lead\nse,Engineer,overlay,top\n",
  "assignments.csv":
    "participant,position,from,to\nann,seat-a,,\ndan,seat-b,2025-01-01,2026-02-01\nbob,seat-b,2026-02-01,\ncyd,se,,\nmel,lead,,\n",
  "reporting-lines.csv": "position,parent,from,to\nseat-b,top,2026-03-01,\n",
  "customers.csv":
    'customer,name,segment,territory,attributes.size\nc1,Acme,Industry,north,120\nc2,"Bolt, ""Nuts""",,south,\nc3,=Sum,Retail,,7\n',
  "products.csv": "product,name,family,price\np1,=Widget,Gear,12.50\np2,Service,,\n",
  "territories.csv": "territory,name,parent\nall,All,\nnorth,North,all\nsouth,South,all\n",
  "territory-assignments.csv": "territory,position,from,to\nnorth,seat-a,,\nsouth,seat-b,2026-01-01,\n",
  "quotas.csv":
    "position,measure,from,to,amount\nseat-a,sales,2026-01-01,2026-04-01,100.00\nseat-b,sales,2026-01-01,2026-04-01,100.00\nseat-a,sales,2026-04-01,2026-07-01,120.00\n",
  "transactions.csv":
    "transaction,date,owner,customer,product,territory,amount,margin,quantity,kind,original,attributes.channel\nT1,2026-01-05,ann,c1,p1,north,60.00,20.5,2,,,web\nT2,2026-02-05,ann,c2,,,60.00,,,,,\nT3,2026-03-05,ann,c1,p2,,40.00,,1.5,,,\nT4,2026-03-06,bob,,,,10.00,,,,,\nT5,2026-03-07,bob,c2,p1,south,-250.00,,,return,T4,\nT6,2026-03-08,,c3,,,0.12,,,invoice,,\n",
  "splits.csv": "transaction,kind,party,role,share\nT3,split,ann,,50%\nT3,split,bob,,50%\nT1,overlay,cyd,engineer,10%\n",
  "opportunities.csv":
    "opportunity,name,customer,product,owner,stage,outcome,amount,opened,closed\nO1,Big one,c1,p1,ann,Offer,open,500.00,2026-01-01,2026-06-30\nO2,Small one,c2,,bob,Closed,won,10.00,2026-01-01,2026-02-01\nO3,Lost one,,,,Closed,lost,,,\n",
  "stage-history.csv": "opportunity,stage,from,to\nO1,Lead,2026-01-01,2026-01-10\nO1,Offer,2026-01-10,\nO2,Closed,2026-02-01,\n",
  "activities.csv":
    "activity,kind,date,owner,customer,opportunity,minutes\nA1,call,2026-01-02,ann,c1,O1,15\nA2,demo,2026-01-11,cyd,c1,O1,\nA3,email,2026-01-05,bob,c2,,\n",
};
