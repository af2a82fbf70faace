import { createHash } from "node:crypto";
import { createWriteStream, existsSync } from "node:fs";
import { copyFile, link, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Readable, Transform } from "node:stream";
import type { ReadableStream as WebStream } from "node:stream/web";
import { pipeline } from "node:stream/promises";
import { parseJson } from "../../company/json.ts";
import { carriesRefusals } from "../../mapping/correction.ts";
import { correctedName, isCorrection, standsForName } from "../../mapping/file-pattern.ts";
import type { Mapping } from "../../mapping/shape.ts";
import { openCsv } from "../files/csv.ts";
import { fileProblem, FileRefusal } from "../files/file-refusal.ts";
import { makeFolder } from "../files/make-folder.ts";
import { sheetsOf, workbookOf } from "../files/workbook/open.ts";
import { pathsOf } from "./mapping-paths.ts";

/** Largest file that is taken by the page; the command line has its own limits. */
export const UPLOAD_BYTES_MAX = 1024 ** 3;

/** A file that was sent and stands in the data directory. */
export type Upload = { readonly upload: number; readonly name: string; readonly bytes: number };

/** What kind of file it is: rows, or a document that says something about them. */
export type UploadKind = "table" | "mapping" | "company" | "plan" | "other";

/** The files of the page, under `<data>/uploads`. A file's own name is never part of a path outside its folder. */
export class UploadFolder {
  /** Holds `new-…` (what is being received) and `company-<id>`, with a folder for each upload and `import-…` for each import. */
  readonly root: string;

  constructor(dataDirectory: string) {
    this.root = join(dataDirectory, "uploads");
  }

  /** Streams a body to disk, counting it. Throws FileRefusal when it is too large or cut off. */
  async receive(
    body: ReadableStream<Uint8Array>,
    name: string,
  ): Promise<{ readonly path: string; readonly bytes: number; readonly hash: string }> {
    makeFolder(this.root);
    const path = join(await mkdtemp(join(this.root, "new-")), "content");
    const hash = createHash("sha256");
    let bytes = 0;
    const counting = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        hash.update(chunk);
        done(
          bytes > UPLOAD_BYTES_MAX
            ? new FileRefusal(
                fileProblem(
                  name,
                  "too-large-file",
                  "has more than 1 GiB",
                  "Compress it with gzip, split it, or import it with `attain import`",
                ),
              )
            : null,
          chunk,
        );
      },
    });
    try {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the two declarations of the same web stream
      await pipeline(Readable.fromWeb(body as WebStream), counting, createWriteStream(path, { mode: 0o600 }));
    } catch (error) {
      await rm(dirname(path), { recursive: true, force: true });
      throw error;
    }
    return { path, bytes, hash: hash.digest("hex") };
  }

  folderOf(companyId: number, upload: number): string {
    return join(this.root, `company-${companyId}`, String(upload));
  }

  /** Where a file that was received stays. */
  async keep(received: string, companyId: number, upload: number, name: string): Promise<void> {
    const folder = this.folderOf(companyId, upload);
    await mkdir(folder, { recursive: true });
    await move(received, join(folder, cleanName(name)));
    await rm(dirname(received), { recursive: true, force: true });
  }

  /** Where a file stands. Throws FileRefusal where it does not, as on another server's disk. */
  pathOf(companyId: number, { upload, name }: Pick<Upload, "upload" | "name">): string {
    const path = join(this.folderOf(companyId, upload), cleanName(name));
    if (!existsSync(path))
      throw new FileRefusal(fileProblem(name, "not-readable", "is not in this server's data directory", "Send it again"));
    return path;
  }

  async remove(companyId: number, upload: number): Promise<void> {
    await rm(this.folderOf(companyId, upload), { recursive: true, force: true });
  }

  /** A folder of an import's own in which the files stand where its mapping looks for them. It stays for as long as rejected rows are asked for. */
  async arrange(companyId: number, uploads: readonly Upload[], mapping: Mapping | null): Promise<Arranged> {
    const parent = join(this.root, `company-${companyId}`);
    await mkdir(parent, { recursive: true });
    const folder = await mkdtemp(join(parent, "import-"));
    for (const upload of uploads) {
      const from = this.pathOf(companyId, upload);
      const name = cleanName(upload.name);
      const kind = await kindOf(from, name);
      if (kind === "mapping" || kind === "other" || (mapping && kind === "company")) continue;
      const places = kind === "plan" ? [`plans/${name}`] : kind === "company" ? ["company.json"] : placesOf(name, mapping);
      for (const place of places) {
        await mkdir(dirname(join(folder, place)), { recursive: true });
        await linkOrCopy(from, join(folder, place));
      }
    }
    if (!mapping) return { folder, mappingPath: null };
    const corrected: string[] = [];
    if (mapping.tables.some(({ mode }) => mode !== undefined))
      for (const upload of uploads)
        if (isCorrection(upload.name) || (await holdsRefusals(this.pathOf(companyId, upload), upload.name)))
          corrected.push(cleanName(upload.name));
    await writeFile(join(folder, MAPPING_FILE), JSON.stringify({ ...withoutReplacing(mapping, corrected), plans: "plans" }));
    return { folder, mappingPath: join(folder, MAPPING_FILE) };
  }
}

export type Arranged = { readonly folder: string; readonly mappingPath: string | null };

const MAPPING_FILE = "mapping.json";

/** Whether a file, whatever it is called, holds rows that an import refused. What cannot be read is refused when it is imported. */
async function holdsRefusals(path: string, name: string): Promise<boolean> {
  if ((await kindOf(path, name)) !== "table") return false;
  try {
    const sheets = workbookOf(path) ? (await sheetsOf(path, name)).map((sheet) => `${path}#${sheet}`) : [path];
    for (const sheet of sheets) {
      const { header, close } = await openCsv(sheet, name);
      await close();
      if (carriesRefusals(header)) return true;
    }
  } catch (error) {
    if (!(error instanceof FileRefusal)) throw error;
  }
  return false;
}

/** Corrected rows are some of a file's rows: they never replace the others. */
function withoutReplacing(mapping: Mapping, corrected: readonly string[]): Mapping {
  return {
    ...mapping,
    tables: mapping.tables.map(({ mode, ...entry }) => {
      const last = entry.file.split("/").at(-1) ?? "";
      const book = last.replace(/(\.xls[xm])#.*$/i, "$1");
      const isCorrected = corrected.some((name) =>
        [last, book].some((one) => standsForName(one, name) || standsForName(one, correctedName(name))),
      );
      return mode === undefined || isCorrected ? entry : { ...entry, mode };
    }),
  };
}

/**
 * Every path under which a mapping names the file: `csv/orders.csv` and `csv/*.csv` for orders.csv, and for its corrected rows
 * orders.rejected.csv. One that none names stands in the folder itself.
 */
function placesOf(name: string, mapping: Mapping | null): readonly string[] {
  const named = mapping ? pathsOf(mapping).map(({ file }) => file) : [];
  const found = named
    .map((path) => path.replace(/(\.xlsx)#.*$/i, "$1"))
    .flatMap((path) => {
      const parts = path.split("/").filter((part) => part !== "" && part !== "." && part !== "..");
      const last = parts.at(-1) ?? "";
      if (standsForName(last, name)) return [[...parts.slice(0, -1), name].join("/")];
      return standsForName(last, correctedName(name)) ? [[...parts.slice(0, -1), correctedName(name)].join("/")] : [];
    });
  return found.length === 0 ? [name] : [...new Set(found)];
}

/** A file's name without its folders and without characters that mean something to a folder or a mapping. */
export function cleanName(name: string): string {
  const bare = basename(name.replaceAll("\\", "/"))
    // oxlint-disable-next-line no-control-regex -- exactly these are no part of a file's name
    .replace(/[\u0000-\u001f\u007f#?*:<>|"]/g, "_")
    .replace(/^\.+/, "_")
    .slice(-150);
  return bare === "" || bare === MAPPING_FILE ? `_${bare}` : bare;
}

/** What a file is: by its name, and a JSON document by what stands in it. */
export async function kindOf(path: string, name: string): Promise<UploadKind> {
  if (/\.(csv|tsv|txt)(\.gz)?$|\.xls[xm]$/i.test(name)) return "table";
  if (!/\.json$/i.test(name) || (await stat(path)).size > JSON_BYTES_MAX) return "other";
  const json = parseJson(await readFile(path, "utf8"));
  if (!json.ok || typeof json.value !== "object" || json.value === null) return "other";
  if ("tables" in json.value) return "mapping";
  if ("plan" in json.value) return "plan";
  return "currency" in json.value ? "company" : "other";
}
export const JSON_BYTES_MAX = 4 << 20;

async function move(from: string, to: string): Promise<void> {
  await linkOrCopy(from, to);
  await rm(from);
}

/** The same content without a copy, where the file system can. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return;
    await copyFile(from, to);
  }
}
