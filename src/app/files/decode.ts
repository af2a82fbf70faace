import { isUtf8 } from "node:buffer";
import { decode, encodingExists, getDecoder } from "iconv-lite";

/** Bytes that are no text in the expected encoding; what came before was given out. */
export class NotTextError extends Error {}

/** Whether the name is a character encoding that can be declared, such as windows-1252 or utf-16. */
export function isEncoding(name: string): boolean {
  return encodingExists(name);
}

/**
 * Text of a byte stream: UTF-8 (a byte order mark is dropped, one of UTF-16 is followed) unless an encoding is declared.
 * Bytes that are not UTF-8 throw NotTextError after the text before them.
 */
export async function* decodeText(chunks: AsyncIterable<Buffer>, declared: string | undefined): AsyncGenerator<string> {
  const iterator = chunks[Symbol.asyncIterator]();
  try {
    const first = await iterator.next();
    if (first.done === true) return;
    const all = rest(first.value, iterator);
    const encoding = declared ?? encodingByMark(first.value);
    yield* encoding === undefined || /^utf-?8$/i.test(encoding) ? decodeUtf8(all) : decodeDeclared(all, encoding);
  } finally {
    await iterator.return?.();
  }
}

async function* rest(first: Buffer, iterator: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
}

function encodingByMark(start: Buffer): string | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  return start[0] === 0xfe && start[1] === 0xff ? "utf-16be" : undefined;
}

async function* decodeDeclared(chunks: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<string> {
  const decoder = getDecoder(encoding);
  for await (const chunk of chunks) yield decoder.write(chunk);
  yield decoder.end() ?? "";
}

async function* decodeUtf8(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let cut: Buffer = Buffer.alloc(0);
  let first = true;
  for await (const chunk of chunks) {
    const bytes = cut.length > 0 ? Buffer.concat([cut, chunk]) : chunk;
    const end = wholeCharacters(bytes);
    cut = bytes.subarray(end);
    const text = bytes.subarray(0, end);
    if (!isUtf8(text)) {
      yield decode(text.subarray(0, validPrefix(text)), "utf-8");
      throw new NotTextError();
    }
    const decoded = text.toString("utf8");
    yield first && decoded.startsWith("\ufeff") ? decoded.slice(1) : decoded;
    first = false;
  }
  if (cut.length > 0) throw new NotTextError();
}

/** Length without a character that continues in the next chunk. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? bytes.length - back : bytes.length;
    if (byte < 0x80) break;
  }
  return bytes.length;
}

/** Length of the longest valid start, by halving. */
function validPrefix(bytes: Buffer): number {
  let valid = 0;
  let invalid = bytes.length;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    const end = wholeCharacters(bytes.subarray(0, middle));
    if (isUtf8(bytes.subarray(0, end))) valid = middle;
    else invalid = middle;
  }
  return wholeCharacters(bytes.subarray(0, valid));
}
