import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { fileProblem, FileRefusal } from "./file-refusal.ts";

/** Largest content of one file after decompression, unless the caller says otherwise: 4 GiB. */
export const FILE_BYTES_MAX = 4 * 1024 ** 3;
/** Rows of a chunk are taken in one go: small enough that nobody else waits long. */
const CHUNK_BYTES = 1 << 17;

/**
 * The content of a file, decompressed when it is gzip (told by its first bytes), in chunks. Memory stays constant.
 * Throws FileRefusal when the content grows beyond `bytesMax` (counted while it decompresses, so a bomb costs nothing) or the file cannot be read.
 */
export async function* readBytes(path: string, file: string, bytesMax: number, signal?: AbortSignal): AsyncGenerator<Buffer> {
  const gzip = await isGzip(path, file);
  const source = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  const stream = gzip ? source.pipe(createGunzip({ chunkSize: CHUNK_BYTES })) : source;
  if (gzip) source.on("error", (error) => stream.destroy(error));
  let bytes = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      signal?.throwIfAborted();
      bytes += chunk.length;
      if (bytes > bytesMax)
        throw new FileRefusal(
          fileProblem(
            file,
            "too-large-file",
            `has more than ${bytesMax.toLocaleString("en-US")} bytes${gzip ? " when decompressed" : ""}`,
            "Split it, or raise the limit",
          ),
        );
      yield chunk;
    }
  } catch (error) {
    throw isZlibError(error)
      ? new FileRefusal(fileProblem(file, "not-gzip", `is damaged gzip (${error.message})`, "Compress or download it again"))
      : error;
  } finally {
    source.destroy();
    stream.destroy();
  }
}

async function isGzip(path: string, file: string): Promise<boolean> {
  const start = Buffer.alloc(2);
  try {
    const handle = await open(path, "r");
    try {
      const { bytesRead } = await handle.read(start, 0, 2, 0);
      const magic = bytesRead === 2 && start[0] === 0x1f && start[1] === 0x8b;
      if (!magic && path.endsWith(".gz") && bytesRead > 0)
        throw new FileRefusal(fileProblem(file, "not-gzip", "is named .gz but is not gzip", "Rename it without .gz, or compress it"));
      return magic;
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof FileRefusal) throw error;
    throw new FileRefusal(fileProblem(file, "not-readable", `cannot be read (${reasonOf(error)})`, "Check its name and rights"));
  }
}

/** Why, without the path: it may be one of the server's own folders. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  return code === "ENOENT" ? "there is no such file" : code;
}

function isZlibError(error: unknown): error is Error {
  return error instanceof Error && "code" in error && typeof error.code === "string" && error.code.startsWith("Z_");
}
