import { TextDecoder } from "node:util";
import { SaxesParser } from "saxes";
import { LIMITS } from "./limits.ts";
import { WorkbookRefusal } from "./refusal.ts";

/** What a reader of one XML file is told. Names come without their prefix. */
export type XmlHandler = {
  readonly open?: (name: string, attribute: (name: string) => string | undefined) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
};

/**
 * Parses XML that arrives in chunks, in constant memory. Document types are refused (entities could read files or grow without end),
 * and so are values and nesting beyond the limits. Between chunks it yields, so that whoever reads rows can take them.
 */
export async function* parseXml(chunks: AsyncIterable<Buffer>, handler: XmlHandler): AsyncGenerator<void> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const parser = new SaxesParser({ position: false });
  let depth = 0;
  let sinceTag = 0;
  parser.on("error", (error) => {
    throw new WorkbookRefusal("not-readable", `is damaged (${error.message.slice(0, 200)})`, "Save it again as Excel workbook (.xlsx)");
  });
  parser.on("doctype", () => {
    throw new WorkbookRefusal(
      "not-readable",
      "declares a document type, which no workbook needs and an attack would",
      "Save it again as Excel workbook (.xlsx)",
    );
  });
  parser.on("opentag", ({ name, attributes }) => {
    sinceTag = 0;
    depth += 1;
    if (depth > LIMITS.depth)
      throw new WorkbookRefusal("not-readable", `nests more than ${LIMITS.depth} elements`, "Save it again as Excel workbook (.xlsx)");
    handler.open?.(localName(name), (wanted) => attributeOf(attributes, wanted));
  });
  parser.on("closetag", ({ name }) => {
    sinceTag = 0;
    depth -= 1;
    handler.close?.(localName(name));
  });
  const onText = handler.text;
  if (onText) {
    parser.on("text", onText);
    parser.on("cdata", onText);
  }
  let empty = true;
  for await (const chunk of chunks) {
    empty = false;
    const text = decode(decoder, chunk);
    sinceTag += text.length;
    parser.write(text);
    if (sinceTag > LIMITS.valueCharacters + text.length)
      throw new WorkbookRefusal(
        "line-too-long",
        `has a value of more than ${LIMITS.valueCharacters.toLocaleString("en-US")} characters`,
        "Shorten it at the source",
      );
    yield;
  }
  // A part that is not there, such as shared texts of a book of numbers, has nothing to say.
  if (empty) return;
  parser.close();
  yield;
}

function decode(decoder: TextDecoder, chunk: Buffer): string {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch {
    throw new WorkbookRefusal("invalid-encoding", "holds bytes that are not UTF-8", "Save it again as Excel workbook (.xlsx)");
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

/** `r:id` and `id` alike; saxes gives attributes as an object without prototype. */
function attributeOf(attributes: Readonly<Record<string, unknown>>, wanted: string): string | undefined {
  const name = wanted in attributes ? wanted : Object.keys(attributes).find((one) => localName(one) === wanted);
  const value = name === undefined ? undefined : attributes[name];
  return typeof value === "string" ? value : undefined;
}

/** Reads a whole XML file of the archive. */
export async function readXml(chunks: AsyncIterable<Buffer>, handler: XmlHandler): Promise<void> {
  // oxlint-disable-next-line no-unused-vars -- the handler takes what there is
  for await (const _ of parseXml(chunks, handler));
}
