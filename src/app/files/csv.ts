import Papa from "papaparse";
import { FILE_BYTES_MAX, readBytes } from "./bytes.ts";
import { type CsvBatch, type Fault, setApart, type Taken } from "./csv-batch.ts";
import { decodeText, isEncoding, NotTextError } from "./decode.ts";
import { detectDelimiter, nameOf } from "./delimiter.ts";
import { shorten } from "../../table/problem.ts";
import { fileProblem, FileRefusal } from "./file-refusal.ts";
import { duplicateHeader } from "./header.ts";
import { openSheet } from "./workbook/sheet-file.ts";
import { workbookOf } from "./workbook/open.ts";

/** How a CSV file is laid out; what is not declared is UTF-8 and the delimiter that the header shows. */
export type CsvLayout = { readonly delimiter?: string | undefined; readonly encoding?: string | undefined };
export type CsvOptions = CsvLayout & {
  readonly bytesMax?: number;
  readonly lineCharactersMax?: number;
  readonly signal?: AbortSignal;
  /** Of a workbook's sheet: cells that are numbers, dates or booleans there keep their mark (typed-cell.ts). */
  readonly typed?: boolean;
};

export type CsvFile = {
  readonly header: readonly string[];
  readonly delimiter: string;
  /** How the delimiter was found, for the report. */
  readonly decision: string;
  readonly batches: AsyncIterable<CsvBatch>;
  /** For a reader that stops before the first batch. */
  readonly close: () => Promise<void>;
};

const LINE_CHARACTERS_MAX = 1 << 20;
// oxlint-disable-next-line no-control-regex -- these would steer a terminal that shows the message
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

/**
 * Opens a CSV file (plain or gzip) or a sheet of a workbook (`book.xlsx#Deals`) and reads its header; the rows come as a stream in constant memory. Cells stay text.
 * Rows with more or fewer cells than the header, or with broken quotes, are problems of their batch; blank lines are passed over.
 * Throws FileRefusal where nothing can be read any further.
 */
export async function openCsv(path: string, file: string, options: CsvOptions = {}): Promise<CsvFile> {
  if (workbookOf(path)) return openSheet(path, file, options);
  if (options.encoding !== undefined && !isEncoding(options.encoding))
    throw new FileRefusal(
      fileProblem(
        file,
        "invalid-encoding",
        `cannot be read as ${JSON.stringify(options.encoding)}, which is no known encoding`,
        "Declare utf-8, windows-1252, latin1 or utf-16",
      ),
    );
  const bytes = countBytes(readBytes(path, file, options.bytesMax ?? FILE_BYTES_MAX, options.signal));
  const reader = new RowReader(file, decodeText(bytes.chunks, options.encoding), options, bytes.count);
  try {
    const { header, delimiter, decision } = await reader.readHeader();
    return { header, delimiter, decision, batches: reader.batches(header, delimiter), close: () => reader.close() };
  } catch (error) {
    await reader.close();
    throw error;
  }
}

function countBytes(chunks: AsyncIterable<Buffer>): { readonly chunks: AsyncGenerator<Buffer>; readonly count: () => number } {
  let count = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      count += chunk.length;
      yield chunk;
    }
  }
  return { chunks: counted(), count: () => count };
}

class RowReader {
  readonly #file: string;
  readonly #texts: AsyncGenerator<string>;
  readonly #declaredDelimiter: string | undefined;
  readonly #lineMax: number;
  readonly #bytes: () => number;
  /** Text read but not yet given out as rows. */
  #rest = "";
  #ended = false;
  #line = 1;
  #parser: Papa.Parser = new Papa.Parser({});

  constructor(file: string, texts: AsyncGenerator<string>, options: CsvOptions, bytes: () => number) {
    this.#file = file;
    this.#texts = texts;
    this.#declaredDelimiter = options.delimiter;
    this.#lineMax = options.lineCharactersMax ?? LINE_CHARACTERS_MAX;
    this.#bytes = bytes;
  }

  async close(): Promise<void> {
    await this.#texts.return(undefined);
  }

  /** Adds a chunk to the text at hand; the line cap is checked where a row may still be incomplete. */
  async #more(): Promise<void> {
    try {
      const next = await this.#texts.next();
      if (next.done === true) this.#ended = true;
      else this.#rest += next.value;
    } catch (error) {
      if (!(error instanceof NotTextError)) throw error;
      const line = this.#line + newlines(this.#rest);
      throw new FileRefusal(
        fileProblem(
          this.#file,
          "invalid-encoding",
          "is not UTF-8 here",
          'Declare its encoding in the mapping ("encoding": "windows-1252" for files from Excel on Windows), or save it as UTF-8',
          line,
        ),
      );
    }
  }

  #checkLine(): void {
    if (this.#rest.length <= this.#lineMax) return;
    throw new FileRefusal(
      fileProblem(
        this.#file,
        "line-too-long",
        `has a row of more than ${this.#lineMax.toLocaleString("en-US")} characters`,
        "Check for a quotation mark that is never closed, or for a file without line breaks",
        this.#line,
      ),
    );
  }

  async readHeader(): Promise<{ readonly header: readonly string[]; readonly delimiter: string; readonly decision: string }> {
    while (!this.#ended && !/[\r\n]./s.test(this.#rest)) {
      await this.#more();
      if (!/[\r\n]/.test(this.#rest)) this.#checkLine();
    }
    if (this.#rest.trim() === "")
      throw new FileRefusal(fileProblem(this.#file, "empty-file", "is empty", "A CSV file needs a line of headers"));
    const newline = this.#rest.includes("\n") ? "\n" : "\r";
    const firstLine = this.#rest.slice(0, (this.#rest.indexOf(newline) + 1 || this.#rest.length + 1) - 1);
    const { delimiter, decision } =
      this.#declaredDelimiter === undefined
        ? detectDelimiter(this.#file, firstLine)
        : { delimiter: this.#declaredDelimiter, decision: `${nameOf(this.#declaredDelimiter)} (declared)` };
    this.#parser = new Papa.Parser({ delimiter, newline });
    let batch = this.#take();
    while (batch.rows.length === 0 && !this.#ended) {
      await this.#more();
      batch = this.#take();
    }
    const header = (batch.rows[0] ?? []).map((name) => name.trim());
    this.#pending = {
      rows: batch.rows.slice(1),
      lines: batch.lines.slice(1),
      faults: batch.faults.filter((fault) => fault.row > 0).map((fault) => ({ ...fault, row: fault.row - 1 })),
    };
    const unprintable = header.find((name) => CONTROL.test(name));
    if (unprintable !== undefined)
      throw new FileRefusal(
        fileProblem(
          this.#file,
          "invalid-encoding",
          `holds control characters in its header (${JSON.stringify(shorten(unprintable))}), as UTF-16 read as UTF-8 does, or a file that is no text`,
          'Declare its encoding in the mapping ("encoding": "utf-16le"), or save it as CSV in UTF-8',
          1,
        ),
      );
    const twice = duplicateHeader(this.#file, header, 1);
    if (twice) throw new FileRefusal(twice);
    return { header, delimiter, decision };
  }

  #pending: Taken = { rows: [], lines: new Int32Array(), faults: [] };

  async *batches(header: readonly string[], delimiter: string): AsyncGenerator<CsvBatch> {
    try {
      let taken = this.#pending;
      for (;;) {
        if (taken.rows.length > 0) yield setApart(taken, { file: this.#file, width: header.length, delimiter, bytes: this.#bytes() });
        if (this.#ended) return;
        await this.#more();
        taken = this.#take();
      }
    } finally {
      await this.close();
    }
  }

  /** Complete rows of the text at hand, with the line of each. */
  #take(): Taken {
    const text = this.#rest;
    const result: Papa.ParseResult<string[]> = this.#parser.parse(text, 0, !this.#ended);
    const consumed = this.#ended ? text.length : result.meta.cursor;
    const quoted = text.includes('"');
    const lines = new Int32Array(result.data.length);
    const rows: string[][] = [];
    const faults = new Map(
      result.errors.map((error) => [
        error.row ?? 0,
        error.code === "MissingQuotes"
          ? "has a quotation mark that is never closed"
          : "has a quotation mark inside a quoted cell that is not doubled",
      ]),
    );
    const kept: Fault[] = [];
    for (const [index, row] of result.data.entries()) {
      const line = this.#line;
      this.#line += 1 + (quoted ? embedded(row) : 0);
      const last = row.length - 1;
      if (row[last]?.endsWith("\r") === true) row[last] = row[last].slice(0, -1);
      if (last === 0 && row[0]?.trim() === "") continue;
      const reason = faults.get(index);
      if (reason !== undefined) kept.push({ row: rows.length, reason });
      lines[rows.length] = line;
      rows.push(row);
    }
    this.#rest = text.slice(consumed);
    this.#checkLine();
    return { rows, lines: lines.subarray(0, rows.length), faults: kept };
  }
}

function newlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

function embedded(row: readonly string[]): number {
  let count = 0;
  for (const cell of row) if (cell.includes("\n")) count += newlines(cell);
  return count;
}
