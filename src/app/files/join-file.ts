import type { JoinedFile } from "../../mapping/row-joins.ts";
import type { Join, LookupFile } from "../../mapping/shape.ts";
import { untyped } from "../../table/typed-cell.ts";
import type { CsvOptions } from "./csv.ts";
import { openCsv } from "./csv.ts";
import { fileProblem, FileRefusal } from "./file-refusal.ts";

/** The right side of a join is held in memory: more rows than this are refused. */
export const JOIN_ROWS_MAX = 1_000_000;

type Loaded = { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** Files that are joined or looked up, each read once for the whole mapping. */
export class SideFiles {
  readonly #loaded = new Map<string, Promise<Loaded>>();
  readonly #pathOf: (file: string) => string;
  readonly #options: CsvOptions;

  constructor(pathOf: (file: string) => string, options: CsvOptions) {
    this.#pathOf = pathOf;
    this.#options = options;
  }

  /** The file of a join, by its key columns. Several rows with one key need `pick`. */
  async join(join: Join): Promise<JoinedFile> {
    const { header, rows } = await this.#load(join.file, join);
    const keys = Object.values(join.on).map((name) => header.indexOf(name));
    const by = join.pick?.by === undefined ? -1 : this.#column(header, join.pick.by, join.file);
    const byKey = new Map<string, readonly string[]>();
    for (const row of rows) {
      const key = keys.map((index) => untyped(row[index] ?? "").trim()).join("\u001f");
      const earlier = byKey.get(key);
      if (!earlier) byKey.set(key, row);
      else if (!join.pick) {
        throw new FileRefusal(
          fileProblem(
            join.file,
            "duplicate-key",
            `has several rows for ${key.replaceAll("\u001f", ", ")}`,
            `Say in the join as ${join.as} which one counts: "pick": {"which": "last", "by": "…"}`,
          ),
        );
      } else if (replaces(join.pick.which, textAt(earlier, by), textAt(row, by))) byKey.set(key, row);
    }
    return { header, find: (key) => byKey.get(key) };
  }

  /** Key and value column of a lookup file as a map; the first row of a key counts. */
  async lookup(lookup: LookupFile): Promise<ReadonlyMap<string, string>> {
    const { header, rows } = await this.#load(lookup.file, lookup);
    const [key, value] = [this.#column(header, lookup.key, lookup.file), this.#column(header, lookup.value, lookup.file)];
    const found = new Map<string, string>();
    for (const row of rows) {
      const name = untyped(row[key] ?? "").trim();
      if (!found.has(name)) found.set(name, row[value] ?? "");
    }
    return found;
  }

  #column(header: readonly string[], name: string, file: string): number {
    const index = header.indexOf(name);
    if (index < 0)
      throw new FileRefusal({
        ...fileProblem(file, "missing-column", "is used by the mapping but not in the header", `The header has ${header.join(", ")}`, 1),
        column: name,
      });
    return index;
  }

  #load(file: string, layout: Pick<CsvOptions, "delimiter" | "encoding">): Promise<Loaded> {
    const known = this.#loaded.get(file);
    if (known) return known;
    const loading = this.#read(file, {
      ...this.#options,
      ...(layout.delimiter !== undefined && { delimiter: layout.delimiter }),
      ...(layout.encoding !== undefined && { encoding: layout.encoding }),
    });
    this.#loaded.set(file, loading);
    return loading;
  }

  async #read(file: string, options: CsvOptions): Promise<Loaded> {
    const csv = await openCsv(this.#pathOf(file), file, { ...options, typed: true });
    const rows: (readonly string[])[] = [];
    for await (const batch of csv.batches) {
      if (batch.problems.length > 0) throw new FileRefusal(...batch.problems.slice(0, 20));
      for (const row of batch.rows) rows.push(row);
      if (rows.length > JOIN_ROWS_MAX)
        throw new FileRefusal(
          fileProblem(
            file,
            "too-many-rows",
            `has more than ${JOIN_ROWS_MAX.toLocaleString("en-US")} rows, and a joined file is held in memory`,
            "Join it at the source, or make it the table's own file",
          ),
        );
    }
    return { header: csv.header, rows };
  }
}

function textAt(row: readonly string[], index: number): string | undefined {
  const cell = row[index];
  return cell === undefined ? undefined : untyped(cell);
}

/** Whether a later row takes the place of an earlier one; without an order the file's counts. */
function replaces(which: "first" | "last", earlier: string | undefined, later: string | undefined): boolean {
  if (earlier === undefined || later === undefined) return which === "last";
  return which === "last" ? later >= earlier : later < earlier;
}
