/**
 * PostgreSQL's binary COPY, as `COPY … TO STDOUT (FORMAT binary)` sends it: a header, then for each row the number of
 * fields and each field's length and bytes. Documented in the PostgreSQL manual, "COPY", section "Binary Format".
 */

/** One row: where each field begins in `bytes` and how long it is; length -1 is null. Valid only until the next row. */
export type BinaryRow = { bytes: Buffer; readonly starts: Int32Array; readonly lengths: Int32Array };

const SIGNATURE = Buffer.from("PGCOPY\n\xff\r\n\0", "latin1");
const HEADER_BYTES = SIGNATURE.length + 8;
const TRAILER = -1;

/** Reads rows of `fields` fields from chunks that may split them anywhere, and gives their number. Throws RangeError when the stream is not such a COPY. */
export async function readBinaryCopy(chunks: AsyncIterable<Uint8Array>, fields: number, onRow: (row: BinaryRow) => void): Promise<number> {
  const row: BinaryRow = { bytes: Buffer.alloc(0), starts: new Int32Array(fields), lengths: new Int32Array(fields) };
  let rest = Buffer.alloc(0);
  let rows = 0;
  let headerRead = false;
  let ended = false;
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength) : Buffer.concat([rest, chunk]);
    let at = 0;
    if (!headerRead) {
      if (bytes.length < HEADER_BYTES) {
        rest = Buffer.from(bytes);
        continue;
      }
      at = headerEnd(bytes);
      headerRead = true;
    }
    row.bytes = bytes;
    for (;;) {
      const next = rowEnd(bytes, at, row);
      if (next === undefined) break;
      if (next === TRAILER) {
        ended = true;
        break;
      }
      onRow(row);
      rows += 1;
      at = next;
    }
    // The chunk's memory may be used again by its sender: what is left over is copied.
    rest = Buffer.from(bytes.subarray(at));
  }
  if (!ended) throw new RangeError(`The database's answer ended after ${rows} rows, before its end mark`);
  return rows;
}

function headerEnd(bytes: Buffer): number {
  if (!bytes.subarray(0, SIGNATURE.length).equals(SIGNATURE)) throw new RangeError("The database's answer is not a binary COPY");
  return HEADER_BYTES + bytes.readInt32BE(SIGNATURE.length + 4);
}

/** Finds the fields of the row at `at`; gives where the row ends, undefined when it is not complete yet, TRAILER at the end mark. */
function rowEnd(bytes: Buffer, at: number, row: BinaryRow): number | undefined {
  if (at + 2 > bytes.length) return undefined;
  const count = bytes.readInt16BE(at);
  if (count === TRAILER) return TRAILER;
  if (count !== row.starts.length) throw new RangeError(`A row has ${count} fields where ${row.starts.length} were asked for`);
  let position = at + 2;
  for (let field = 0; field < count; field += 1) {
    if (position + 4 > bytes.length) return undefined;
    const length = bytes.readInt32BE(position);
    position += 4;
    row.starts[field] = position;
    row.lengths[field] = length;
    if (length > 0) position += length;
  }
  return position > bytes.length ? undefined : position;
}
