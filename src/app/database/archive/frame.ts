/**
 * The form of an archive inside gzip: frames of a kind byte, a length (4 bytes, big-endian) and a body.
 * H: the manifest as JSON, first. T: begins a table (JSON). D: a piece of that table's COPY text. E: the end (JSON with counts and hashes), last:
 * an archive without it was cut.
 */
export type FrameKind = "H" | "T" | "D" | "E";
export type Frame = { readonly kind: FrameKind; readonly body: Buffer };

const HEADER_BYTES = 5;
export const FRAME_BYTES_MAX = 16 * 1024 * 1024;

export function frame(kind: FrameKind, body: Uint8Array | string): Buffer {
  const bytes = typeof body === "string" ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const header = Buffer.alloc(HEADER_BYTES);
  header.write(kind, 0, "latin1");
  header.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([header, bytes]);
}

/** Cuts a stream into frames. Throws on an unknown kind, a length beyond any real frame, or an unfinished frame. */
export async function* frames(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Frame> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    rest = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk]);
    for (;;) {
      const next = firstFrame(rest);
      if (!next) break;
      yield next.frame;
      rest = rest.subarray(next.length);
    }
  }
  if (rest.length > 0) throw new Error("the archive is cut off in the middle of a frame; use a complete copy");
}

function firstFrame(bytes: Buffer): { frame: Frame; length: number } | undefined {
  if (bytes.length < HEADER_BYTES) return undefined;
  const kind = String.fromCharCode(bytes[0] ?? 0);
  const length = bytes.readUInt32BE(1);
  if (!isKind(kind) || length > FRAME_BYTES_MAX) throw new Error("not an Attain backup, or a damaged one");
  if (bytes.length < HEADER_BYTES + length) return undefined;
  return { frame: { kind, body: bytes.subarray(HEADER_BYTES, HEADER_BYTES + length) }, length: HEADER_BYTES + length };
}

function isKind(kind: string): kind is FrameKind {
  return kind === "H" || kind === "T" || kind === "D" || kind === "E";
}
