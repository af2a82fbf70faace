import fc from "fast-check";
import { expect, test } from "vitest";
import { type Frame, frame, frames, FRAME_BYTES_MAX } from "./frame.ts";

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
async function read(bytes: Buffer, size: number): Promise<Frame[]> {
  const found: Frame[] = [];
  for await (const { kind, body } of frames(pieces(bytes, size))) found.push({ kind, body: Buffer.from(body) });
  return found;
}

test("frames come out as they went in, however the stream is cut", async () => {
  const some = fc.array(
    fc.record({ kind: fc.constantFrom("H" as const, "T" as const, "D" as const, "E" as const), body: fc.uint8Array({ maxLength: 50 }) }),
  );
  await fc.assert(
    fc.asyncProperty(some, fc.integer({ min: 1, max: 60 }), async (written, size) => {
      const bytes = Buffer.concat(written.map(({ kind, body }) => frame(kind, body)));
      expect(await read(bytes, size)).toEqual(written.map(({ kind, body }) => ({ kind, body: Buffer.from(body) })));
    }),
  );
});

test.each([
  ["a cut header", frame("D", "abc").subarray(0, 3), "cut off"],
  ["a cut body", frame("D", "abc").subarray(0, 7), "cut off"],
  ["an unknown kind", Buffer.from("X\0\0\0\0"), "not an Attain backup"],
  ["a length beyond any frame", Buffer.from([0x44, 0x7f, 0xff, 0xff, 0xff]), "not an Attain backup"],
])("%s is refused", async (_label, bytes, message) => {
  await expect(read(bytes, 1000)).rejects.toThrow(message);
  expect(FRAME_BYTES_MAX).toBeLessThan(0x7fffffff);
});
