import type { MatrixRows } from "../row.ts";
import { ACCESS } from "./access.ts";
import { HISTORY } from "./history.ts";
import { IMPORTS } from "./imports.ts";
import { PAY } from "./pay.ts";
import { PLANS } from "./plans.ts";
import { SALES } from "./sales.ts";
import { SERVER } from "./server.ts";

/** What the matrix knows of every route. */
export const ROWS: MatrixRows = { ...SERVER, ...ACCESS, ...PLANS, ...SALES, ...PAY, ...IMPORTS, ...HISTORY };
