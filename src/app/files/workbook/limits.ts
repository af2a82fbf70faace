/** What a workbook may cost. Excel's own limits where it has one; files beyond are refused while they are read, not after. */
export const LIMITS = {
  /** Files inside the workbook. */
  entries: 10_000,
  /** Decompressed size of one file inside, in bytes. */
  entryBytes: 2 * 1024 ** 3,
  /** A file inside larger than this must not be more than `ratio` times its compressed size: spreadsheets are 10 to 60 times. */
  ratioBytes: 8 << 20,
  ratio: 300,
  sheets: 1000,
  rows: 1_048_576,
  /** Distinct texts, and their size as UTF-8. */
  texts: 2_000_000,
  textBytes: 32 << 20,
  /** Characters of one row. */
  rowCharacters: 1 << 20,
  /** Characters without a tag between: one value. */
  valueCharacters: 1 << 20,
  /** Elements inside each other. */
  depth: 64,
  merges: 100_000,
  styles: 100_000,
  /** Without a row for so long the reader is ended. */
  stepMs: 30_000,
  /** Heap of the reading thread. */
  heapMb: 192,
} as const;
