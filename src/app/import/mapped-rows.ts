import type { Store } from "../database/store.ts";
import { inputsOf } from "./import.ts";
import type { MappedSamples } from "./reading/messages.ts";
import { inReadingThread } from "./reading/thread.ts";
import type { Arranged } from "./uploads.ts";

/** Reads the first rows of every file through its mapping, without the database: what a person sees while they map. Throws FileRefusal. */
export async function sampleRows(store: Store, companyId: number, { folder, mappingPath }: Arranged): Promise<MappedSamples> {
  const { sources } = await inputsOf(store, companyId, { paths: [folder], mapping: mappingPath, replace: [] });
  return inReadingThread("sample", sources, () => {});
}
