import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { LIMITS } from "./limits.ts";
import { WorkbookRefusal } from "./refusal.ts";

const SAVE_AGAIN = "Save it again as Excel workbook (.xlsx)";

/** The files inside a workbook: a zip archive, of which nothing is unpacked but what is asked for, as a stream. */
export class Archive {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  static async open(path: string): Promise<Archive> {
    await refuseOtherKinds(path);
    const zip = await openPromise(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }).catch(damaged);
    try {
      if (zip.entryCount > LIMITS.entries)
        throw new WorkbookRefusal("too-large-file", `holds ${zip.entryCount} files; at most ${LIMITS.entries} are read`, SAVE_AGAIN);
      const entries = new Map<string, Entry>();
      for await (const entry of zip.eachEntry()) entries.set(entry.fileName.replace(/^\//, ""), entry);
      return new Archive(zip, entries);
    } catch (error) {
      zip.close();
      throw error instanceof WorkbookRefusal ? error : damaged(error);
    }
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** The content of one file, or nothing when there is none. Its size is checked before it is unpacked and counted while it is. */
  async *read(name: string): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(name);
    if (!entry) return;
    if (entry.isEncrypted()) throw new WorkbookRefusal("not-readable", "is protected by a password", "Save it without a password");
    if (!entry.canDecodeFileData()) damaged(new Error(`unknown compression ${entry.compressionMethod}`));
    checkSize(entry, entry.uncompressedSize);
    let bytes = 0;
    let stream: Readable | undefined;
    try {
      stream = await this.#zip.openReadStreamPromise(entry);
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        checkSize(entry, bytes);
        yield chunk;
      }
    } catch (error) {
      if (error instanceof Error && "code" in error && String(error.code).startsWith("Z_")) damaged(error);
      if (error instanceof Error && /too (many|few) bytes|invalid|unexpected|local file header/i.test(error.message)) damaged(error);
      throw error;
    } finally {
      stream?.destroy();
    }
  }

  close(): void {
    this.#zip.close();
  }
}

function checkSize({ compressedSize, fileName }: Entry, bytes: number): void {
  if (bytes > LIMITS.entryBytes || (bytes > LIMITS.ratioBytes && bytes > compressedSize * LIMITS.ratio))
    throw new WorkbookRefusal(
      "too-large-file",
      `unpacks to ${Math.ceil(bytes / (1 << 20))} MiB from ${Math.ceil(compressedSize / 1024)} KiB (${fileName.slice(0, 80)}), which no honest workbook does`,
      "Save the sheet as CSV",
    );
}

function damaged(error: unknown): never {
  throw new WorkbookRefusal(
    "not-readable",
    `is damaged (${error instanceof Error ? error.message : String(error)})`,
    "Download or save it again",
  );
}

/** Kinds of files that are taken for .xlsx, each with what to do. */
async function refuseOtherKinds(path: string): Promise<void> {
  const start = Buffer.alloc(8);
  await using handle = await open(path, "r");
  const { bytesRead } = await handle.read(start, 0, 8, 0);
  if (bytesRead === 0) throw new WorkbookRefusal("empty-file", "is empty", "A workbook needs a sheet with a row of headers");
  if (start.readUInt32BE(0) === 0xd0cf11e0)
    throw new WorkbookRefusal(
      "not-readable",
      "is an old Excel workbook (.xls) or protected by a password",
      `${SAVE_AGAIN}, without a password`,
    );
  if (start.readUInt16BE(0) !== 0x504b)
    throw new WorkbookRefusal(
      "not-readable",
      "is named .xlsx but is no workbook",
      `Name it .csv if it is text, or: ${SAVE_AGAIN.toLowerCase()}`,
    );
}
