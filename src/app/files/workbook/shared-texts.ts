import type { Archive } from "./archive.ts";
import { LIMITS } from "./limits.ts";
import { WorkbookRefusal } from "./refusal.ts";
import { parseXml } from "./xml.ts";

/** The texts that cells share, kept as bytes: as JavaScript strings each would hold on to the chunk it was cut from. */
export class SharedTexts {
  #bytes = Buffer.alloc(1 << 16);
  #ends = new Uint32Array(1 << 12);
  #count = 0;

  add(text: string): void {
    const start = this.#end(this.#count - 1);
    const size = Buffer.byteLength(text);
    if (start + size > LIMITS.textBytes || this.#count >= LIMITS.texts)
      throw new WorkbookRefusal(
        "too-large-file",
        `holds more than ${LIMITS.texts.toLocaleString("en-US")} different texts or ${LIMITS.textBytes >> 20} MiB of them`,
        "Save the sheet as CSV",
      );
    if (start + size > this.#bytes.length)
      this.#bytes = Buffer.concat([this.#bytes], Math.min(LIMITS.textBytes, Math.max(this.#bytes.length * 2, start + size)));
    if (this.#count === this.#ends.length) {
      const wider = new Uint32Array(this.#ends.length * 2);
      wider.set(this.#ends);
      this.#ends = wider;
    }
    this.#bytes.write(text, start);
    this.#ends[this.#count] = start + size;
    this.#count += 1;
  }

  get(index: number): string | undefined {
    if (!Number.isInteger(index) || index < 0 || index >= this.#count) return undefined;
    return this.#bytes.toString("utf8", this.#end(index - 1), this.#end(index));
  }

  #end(index: number): number {
    return index < 0 ? 0 : (this.#ends[index] ?? 0);
  }
}

/** Reads the shared texts; runs of rich text are joined, phonetic hints left out. */
export async function readSharedTexts(archive: Archive, path: string): Promise<SharedTexts> {
  const texts = new SharedTexts();
  let current = "";
  let inText = false;
  let phonetic = false;
  const parsing = parseXml(archive.read(path), {
    open: (name) => {
      if (name === "si") current = "";
      else if (name === "rPh") phonetic = true;
      else if (name === "t") inText = !phonetic;
    },
    close: (name) => {
      if (name === "si") texts.add(current);
      else if (name === "rPh") phonetic = false;
      else if (name === "t") inText = false;
    },
    text: (text) => {
      if (inText) current += text;
      if (current.length > LIMITS.valueCharacters)
        throw new WorkbookRefusal(
          "line-too-long",
          `has a text of more than ${LIMITS.valueCharacters.toLocaleString("en-US")} characters`,
          "Shorten it at the source",
        );
    },
  });
  // oxlint-disable-next-line no-unused-vars -- the handler takes what there is
  for await (const _ of parsing);
  return texts;
}
