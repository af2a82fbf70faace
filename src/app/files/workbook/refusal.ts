import type { RefusalCode } from "../../../table/problem.ts";

/** A workbook that cannot be read on. Crosses from the reading thread as plain fields. */
export type WorkbookFault = { readonly code: RefusalCode; readonly reason: string; readonly fix: string; readonly line: number };

export class WorkbookRefusal extends Error {
  readonly fault: WorkbookFault;
  constructor(code: RefusalCode, reason: string, fix: string, line = 0) {
    super(`${reason}. ${fix}`);
    this.fault = { code, reason, fix, line };
  }
}
