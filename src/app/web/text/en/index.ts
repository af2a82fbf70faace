import { access } from "./access.ts";
import { apiDocs } from "./api-docs.ts";
import { calculations } from "./calculations.ts";
import { demo } from "./demo.ts";
import { disputes } from "./disputes.ts";
import { explain } from "./explain.ts";
import { history } from "./history.ts";
import { imports } from "./imports.ts";
import { lists } from "./lists.ts";
import { mails } from "./mails.ts";
import { patterns } from "./patterns.ts";
import { people } from "./people.ts";
import { performance } from "./performance.ts";
import { planForm } from "./plan-form.ts";
import { plans } from "./plans.ts";
import { receipts } from "./receipts.ts";
import { sales } from "./sales.ts";
import { security } from "./security.ts";
import { shell } from "./shell.ts";
import { signIns } from "./sign-ins.ts";
import { statements } from "./statements.ts";
import { transactions } from "./transactions.ts";
import { worklist } from "./worklist.ts";

/** The English catalogue: the one that other languages translate. A domain adds its file here; a group's name is used once (`text.<group>`). */
export const english = {
  ...shell,
  ...lists,
  ...imports,
  ...history,
  ...patterns,
  ...access,
  ...apiDocs,
  ...demo,
  ...signIns,
  ...security,
  ...mails,
  ...people,
  ...performance,
  ...plans,
  ...planForm,
  ...transactions,
  ...sales,
  ...calculations,
  ...statements,
  ...disputes,
  ...receipts,
  ...worklist,
  ...explain,
} as const;
