import { crc32, deflateRawSync } from "node:zlib";

/** A file inside a zip archive. `declaredBytes`: what its header says of its size, where that is a lie. */
export type ZipPart = {
  readonly name: string;
  readonly content: string | Buffer;
  readonly stored?: boolean;
  readonly declaredBytes?: number;
  readonly encrypted?: boolean;
};

/** A zip archive, honest or hostile, written byte by byte. */
export function zip(parts: readonly ZipPart[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, stored = false, declaredBytes, encrypted = false } of parts) {
    const bytes = Buffer.from(content);
    const packed = stored ? bytes : deflateRawSync(bytes);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(encrypted ? 1 : 0, 2);
    head.writeUInt16LE(stored ? 0 : 8, 4);
    head.writeUInt32LE(crc32(bytes), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(declaredBytes ?? bytes.length, 18);
    head.writeUInt16LE(Buffer.byteLength(name), 22);
    locals.push(Buffer.from("PK\u0003\u0004"), head, Buffer.from(name), packed);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\u0001\u0002\u0014\u0000"), head, rest, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name) + packed.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(entries.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, entries, Buffer.from("PK\u0005\u0006"), end]);
}

export type TestSheet = { readonly name: string; readonly rows: string; readonly after?: string; readonly hidden?: boolean };
export type TestBook = {
  readonly sheets: readonly TestSheet[];
  readonly texts?: string;
  readonly formats?: readonly string[];
  readonly from1904?: boolean;
};

const TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** The parts of a workbook. `rows` is the XML inside sheetData; cells of style i+1 have format code `formats[i]`. */
export function workbookParts({ sheets, texts = "", formats = [], from1904 = false }: TestBook): ZipPart[] {
  const relation = (id: string, type: string, target: string) => `<Relationship Id="${id}" Type="${TYPE}/${type}" Target="${target}"/>`;
  return [
    { name: "_rels/.rels", content: `<Relationships>${relation("r1", "officeDocument", "xl/workbook.xml")}</Relationships>` },
    {
      name: "xl/workbook.xml",
      content: `<workbook xmlns:r="${TYPE}"><workbookPr date1904="${from1904 ? 1 : 0}"/><sheets>${sheets
        .map(
          ({ name, hidden }, index) =>
            `<sheet name="${name}" sheetId="${index + 1}" r:id="s${index}"${hidden === true ? ' state="hidden"' : ""}/>`,
        )
        .join("")}</sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      content: `<Relationships>${sheets.map((_, index) => relation(`s${index}`, "worksheet", `worksheets/sheet${index}.xml`)).join("")}${relation("t", "sharedStrings", "sharedStrings.xml")}${relation("y", "styles", "/xl/styles.xml")}</Relationships>`,
    },
    { name: "xl/sharedStrings.xml", content: `<sst>${texts}</sst>` },
    {
      name: "xl/styles.xml",
      content: `<styleSheet><numFmts>${formats.map((code, index) => `<numFmt numFmtId="${200 + index}" formatCode="${code}"/>`).join("")}</numFmts><cellXfs><xf numFmtId="0"/>${formats.map((_, index) => `<xf numFmtId="${200 + index}"/>`).join("")}</cellXfs></styleSheet>`,
    },
    ...sheets.map(({ rows, after = "" }, index) => ({
      name: `xl/worksheets/sheet${index}.xml`,
      content: `<?xml version="1.0" encoding="UTF-8"?><worksheet><sheetData>${rows}</sheetData>${after}</worksheet>`,
    })),
  ];
}

export function workbook(book: TestBook): Buffer {
  return zip(workbookParts(book));
}
