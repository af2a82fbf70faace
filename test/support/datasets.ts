import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { resolve } from "node:path";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Folder of a real data set, from ATTAIN_DATASETS or `../shared/data` beside the project; undefined where it is absent.
 * A test that needs one says `test.skipIf(!dataset("maven-crm"))`: the test run then lists it by name as not run, and `.ci/run` fails.
 */
export function dataset(name: string): string | undefined {
  const folder = resolve(ROOT, process.env["ATTAIN_DATASETS"] ?? "../shared/data", name);
  return existsSync(folder) ? folder : undefined;
}
