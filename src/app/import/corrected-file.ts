import { columnsOf } from "../../table/attributes.ts";
import { correctionOf, mappingOfCorrection, ownMappingOfCorrection } from "../../mapping/correction.ts";
import type { Mapping } from "../../mapping/shape.ts";
import { DELIMITERS } from "../files/delimiter.ts";
import type { Session, Store } from "../database/store.ts";
import { FileRefusal } from "../files/file-refusal.ts";
import type { InspectedFile } from "../files/inspect.ts";
import { tableOfFile } from "../files/inputs.ts";
import { readMappingFile } from "../files/mapped-files.ts";
import { readCompanyRow } from "./company-row.ts";
import { requestOfImport } from "./store.ts";

/** A file of rows that an import refused: that import, and the mapping that reads them as it did; null where it is no longer kept. */
export type CorrectedFile = {
  readonly import: number;
  readonly file: string;
  readonly createdAt: string;
  readonly mapping: Mapping | null;
};

/** What a file says of the import that refused its rows; null for any other file, and where the company has no such import. */
export async function correctedFile(store: Store, session: Session, found: InspectedFile): Promise<CorrectedFile | null> {
  const correction = correctionOf(found.columns);
  if (!correction) return null;
  const { before, company } = await store.as(session, async (tx) => ({
    before: await requestOfImport(tx, session.companyId, correction.import),
    company: await readCompanyRow(tx, session.companyId),
  }));
  if (!before) return null;
  const { file, encoding } = found;
  const layout = { file, encoding, delimiter: DELIMITERS.find((one) => one === found.delimiter) ?? "," };
  const answer = { ...correction, createdAt: before.createdAt };
  if (before.request.mapping !== null) {
    const mapping = await mappingAt(before.request.mapping);
    return { ...answer, mapping: (mapping && mappingOfCorrection(mapping, correction, layout)) ?? null };
  }
  const table = tableOfFile(correction.file, []);
  const names = table ? columnsOf(table, company?.attributes ?? new Map()).map(({ name }) => name) : [];
  const header = found.columns.map(({ name }) => name);
  return { ...answer, mapping: table ? ownMappingOfCorrection(table, names, header, layout) : null };
}

/** The mapping of an import; undefined when its folder has been removed since. */
async function mappingAt(path: string): Promise<Mapping | undefined> {
  try {
    return (await readMappingFile(path)).mapping;
  } catch (error) {
    if (error instanceof FileRefusal) return undefined;
    throw error;
  }
}
