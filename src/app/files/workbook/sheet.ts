import { isTyped, typedCell, untyped } from "../../../table/typed-cell.ts";
import { COLUMNS_MAX } from "../header.ts";
import type { Archive } from "./archive.ts";
import { LIMITS } from "./limits.ts";
import { type Merges, readMerges } from "./merges.ts";
import { type CellStyle, dateText, numberText, percentText, timeText } from "./number-format.ts";
import { WorkbookRefusal } from "./refusal.ts";
import type { SharedTexts } from "./shared-texts.ts";
import { parseXml } from "./xml.ts";

/** Rows of a sheet, some hundred at a time: cells as text, typed ones marked (typed-cell.ts); `lines` are the sheet's row numbers. */
export type SheetRows = { readonly rows: string[][]; readonly lines: number[]; readonly bytes: number };

export type SheetContext = {
  readonly texts: SharedTexts;
  readonly styles: readonly CellStyle[];
  readonly from1904: boolean;
};

const ROWS_AT_ONCE = 500;
const CHARACTERS_AT_ONCE = 1 << 18;

/** Reads the rows of a sheet in order, rows without any content left out. Cells are text as Attain writes it, never formatted. */
export async function* readSheet(archive: Archive, path: string, context: SheetContext): AsyncGenerator<SheetRows> {
  const merges = await readMerges(archive, path);
  const reader = new SheetReader(context, merges);
  let bytes = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of archive.read(path)) {
      bytes += chunk.length;
      yield chunk;
    }
  }
  // oxlint-disable-next-line no-unused-vars -- the reader takes what there is
  for await (const _ of parseXml(counted(), reader))
    if (reader.rows.length >= ROWS_AT_ONCE || reader.characters >= CHARACTERS_AT_ONCE) yield { ...reader.take(), bytes };
  if (reader.rows.length > 0) yield { ...reader.take(), bytes };
}

class SheetReader {
  readonly #context: SheetContext;
  readonly #merges: Merges;
  rows: string[][] = [];
  lines: number[] = [];
  characters = 0;
  #line = 0;
  #row: string[] = [];
  #rowCharacters = 0;
  #column = -1;
  #type = "n";
  #style = 0;
  #value = "";
  #formula = "";
  #inline = "";
  #into: "value" | "formula" | "inline" | "" = "";
  #phonetic = false;
  /** Texts that merged cells repeat on the rows below, by column. */
  readonly #repeated = new Map<number, { readonly text: string; readonly lastLine: number }>();

  constructor(context: SheetContext, merges: Merges) {
    this.#context = context;
    this.#merges = merges;
  }

  take(): { readonly rows: string[][]; readonly lines: number[] } {
    const taken = { rows: this.rows, lines: this.lines };
    this.rows = [];
    this.lines = [];
    this.characters = 0;
    return taken;
  }

  open = (name: string, attribute: (name: string) => string | undefined): void => {
    if (name === "row") this.#openRow(attribute("r"));
    else if (name === "c") this.#openCell(attribute);
    else if (name === "v") this.#into = "value";
    else if (name === "f") {
      this.#into = "formula";
      this.#formula = "=";
    } else if (name === "rPh") this.#phonetic = true;
    else if (name === "t" && this.#column >= 0 && !this.#phonetic) this.#into = "inline";
  };

  text = (text: string): void => {
    if (this.#into === "") return;
    if (this.#into === "value") this.#value += text;
    else if (this.#into === "formula") this.#formula += text;
    else this.#inline += text;
    this.#count(text.length);
  };

  close = (name: string): void => {
    if (name === "v" || name === "f" || name === "t") this.#into = "";
    else if (name === "rPh") this.#phonetic = false;
    else if (name === "c") this.#closeCell();
    else if (name === "row") this.#closeRow();
  };

  #count(characters: number): void {
    this.#rowCharacters += characters;
    if (this.#rowCharacters <= LIMITS.rowCharacters) return;
    throw new WorkbookRefusal(
      "line-too-long",
      `has a row of more than ${LIMITS.rowCharacters.toLocaleString("en-US")} characters`,
      "Shorten it at the source",
      this.#line,
    );
  }

  #openRow(number: string | undefined): void {
    const line = number === undefined ? this.#line + 1 : Number(number);
    if (!Number.isInteger(line) || line <= this.#line)
      throw damaged(`numbers its rows out of order (${String(number).slice(0, 20)} after ${this.#line})`, this.#line);
    if (line > LIMITS.rows)
      throw new WorkbookRefusal(
        "too-many-rows",
        `has rows beyond ${LIMITS.rows.toLocaleString("en-US")}, the most that a sheet holds`,
        "Save it as CSV",
      );
    this.#line = line;
    this.#row = [];
    this.#rowCharacters = 0;
    this.#column = -1;
  }

  #openCell(attribute: (name: string) => string | undefined): void {
    const place = attribute("r");
    const column = place === undefined ? this.#nextColumn : columnOf(place);
    if (column < 0) throw damaged(`has a cell at ${String(place).slice(0, 20)}`, this.#line);
    this.#column = column;
    this.#type = attribute("t") ?? "n";
    this.#style = Number(attribute("s") ?? 0);
    this.#value = "";
    this.#formula = "";
    this.#inline = "";
  }

  #nextColumn = 0;

  #closeCell(): void {
    const column = this.#column;
    this.#nextColumn = column + 1;
    const cell = this.#cell();
    this.#column = -1;
    // Sheets carry empty cells with a format far to the right: only content counts.
    if (cell === "") return;
    if (column >= COLUMNS_MAX)
      throw new WorkbookRefusal(
        "too-many-columns",
        `has content in column ${(column + 1).toLocaleString("en-US")}; at most ${COLUMNS_MAX.toLocaleString("en-US")} columns are read`,
        "Keep the columns that are needed",
        this.#line,
      );
    while (this.#row.length < column) this.#row.push("");
    this.#row[column] = cell;
    if (this.#type === "s") this.#count(cell.length);
    const lastLine = this.#merges.lastLine(this.#line, column);
    // A number would be counted once a row: only what names or dates something is repeated.
    if (lastLine > this.#line && (!isTyped(cell) || /^\d{4}-\d{2}-\d{2}$/.test(untyped(cell))))
      this.#repeated.set(column, { text: cell, lastLine });
  }

  #closeRow(): void {
    this.#nextColumn = 0;
    if (this.#row.every((cell) => cell === "")) return;
    for (const [column, { text, lastLine }] of this.#repeated) {
      if (lastLine < this.#line) this.#repeated.delete(column);
      else if ((this.#row[column] ?? "") === "") {
        while (this.#row.length < column) this.#row.push("");
        this.#row[column] = text;
      }
    }
    this.rows.push(this.#row);
    this.lines.push(this.#line);
    this.characters += this.#rowCharacters;
  }

  /** The cell as text. A formula counts by the value that was saved with it; without one it stands as its own text, which is no value. */
  #cell(): string {
    const value = this.#value;
    switch (this.#type) {
      case "s":
        return value === "" ? "" : plainText(this.#context.texts.get(Number(value)) ?? "");
      case "inlineStr":
        return plainText(this.#inline);
      case "str":
      case "e":
        return plainText(value === "" ? this.#formula : value);
      case "b":
        return value === "" ? "" : typedCell(value === "1" ? "true" : "false");
      case "d":
        return /^\d{4}-\d{2}-\d{2}/.test(value) ? typedCell(value.slice(0, 10)) : plainText(value);
      default:
        return value === "" ? plainText(this.#formula) : this.#number(value.trim());
    }
  }

  #number(value: string): string {
    const style = this.#context.styles[this.#style] ?? "number";
    if (style === "date") {
      const day = dateText(value, this.#context.from1904);
      if (day !== undefined) return typedCell(day);
    }
    if (style === "time") {
      const time = timeText(value);
      if (time !== undefined) return plainText(time);
    }
    const text = style === "percent" ? percentText(value) : numberText(value);
    return text === undefined ? plainText(value) : typedCell(text);
  }
}

function damaged(reason: string, line: number): WorkbookRefusal {
  return new WorkbookRefusal("not-readable", `is damaged (${reason})`, "Save it again as Excel workbook (.xlsx)", line);
}

/** Text of a file never counts as typed. */
function plainText(text: string): string {
  return isTyped(text) ? text.slice(1) : text;
}

/** The column of a place such as C7: 2. -1 when it is none. */
function columnOf(place: string): number {
  let column = 0;
  for (let index = 0; index < place.length; index++) {
    const letter = place.charCodeAt(index) - 64;
    if (letter < 1 || letter > 26) return index === 0 ? -1 : column - 1;
    column = column * 26 + letter;
    if (column > COLUMNS_MAX) return COLUMNS_MAX;
  }
  return column - 1;
}
