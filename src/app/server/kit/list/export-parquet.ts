import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import { type ExportColumn, type ExportRow, type ExportTable, plain } from "./export-file.ts";

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]["schema"][number];

/** Decimals are DECIMAL(38, 18): exact, and readers sum them. */
const PRECISION = 38;
const SCALE = 18;
const ROWS_A_GROUP = 50_000;

/** A table as Parquet, row group by row group. */
export async function* writeParquet({ columns, pages }: ExportTable): AsyncGenerator<Uint8Array> {
  const bytes = new ByteWriter();
  const parquet = new ParquetWriter({ writer: bytes, schema: [{ name: "root", num_children: columns.length }, ...columns.map(elementOf)] });
  let rows: ExportRow[] = [];
  const write = () =>
    parquet.write({ columnData: columns.map((column, index) => dataOf(column, rows, index)), rowGroupSize: ROWS_A_GROUP });
  for await (const page of pages) {
    rows.push(...page);
    if (rows.length < ROWS_A_GROUP) continue;
    await write();
    rows = [];
  }
  if (rows.length > 0) await write();
  await parquet.finish();
  yield bytes.getBytes();
}

function elementOf(column: ExportColumn): SchemaElement {
  return { name: column.name, repetition_type: "OPTIONAL", ...typeOf(column) };
}

function typeOf({ kind }: ExportColumn): Pick<SchemaElement, "type" | "converted_type" | "scale" | "precision" | "type_length"> {
  switch (kind) {
    case "text":
    case "choice":
      return { type: "BYTE_ARRAY", converted_type: "UTF8" };
    case "structure":
      return { type: "BYTE_ARRAY", converted_type: "UTF8" };
    case "day":
      return { type: "INT32", converted_type: "DATE" };
    case "time":
      return { type: "INT64", converted_type: "TIMESTAMP_MILLIS" };
    case "integer":
      return { type: "INT64" };
    case "boolean":
      return { type: "BOOLEAN" };
    case "decimal":
      return { type: "FIXED_LEN_BYTE_ARRAY", type_length: 16, converted_type: "DECIMAL", precision: PRECISION, scale: SCALE };
  }
}

function dataOf(column: ExportColumn, rows: readonly ExportRow[], index: number) {
  return { name: column.name, data: rows.map((row) => parquetValue(column, row[index])), nullable: true };
}

function parquetValue({ kind }: ExportColumn, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  switch (kind) {
    case "text":
    case "choice":
    case "boolean":
      return value;
    case "structure":
      return plain(value);
    case "day":
    case "time":
      return new Date(plain(value));
    case "integer":
      return BigInt(plain(value));
    case "decimal":
      return unscaled(plain(value));
  }
}

/** "-12.5" as the whole number of its 18th decimals. More decimals than that are refused: they would not be exact. */
function unscaled(decimal: string): bigint {
  const [whole = "", fraction = ""] = decimal.split(".");
  if (fraction.slice(SCALE).replaceAll("0", "") !== "") throw new RangeError(`${decimal} has more than ${SCALE} decimals`);
  return BigInt(whole + fraction.slice(0, SCALE).padEnd(SCALE, "0"));
}
