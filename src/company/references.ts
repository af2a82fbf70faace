import { nearest } from "../formula/suggest.ts";
import type { ColumnDefinition, TableDefinition } from "../table/definition.ts";
import type { Refusal } from "../table/problem.ts";
import { refuse } from "../table/refusal.ts";
import { type Row, textIn } from "../table/row.ts";

/** Ids of one table, and its rows by name and e-mail, by which files may name them too. */
class Identities {
  readonly ids = new Set<string>();
  readonly #byLabel = new Map<string, Set<string>>();

  add(id: string, row: Row): void {
    this.ids.add(id);
    for (const column of ["email", "name"]) {
      const label = row.get(column);
      if (typeof label === "string") this.name(label, id);
    }
  }

  /** Another name of a row that is known. */
  name(label: string, id: string): void {
    if (label === id || !this.ids.has(id)) return;
    const known = this.#byLabel.get(label);
    if (known) known.add(id);
    else this.#byLabel.set(label, new Set([id]));
  }

  candidates(label: string): readonly string[] {
    return [...(this.#byLabel.get(label) ?? [])];
  }

  static of({ ids, labels }: IdentityEntries): Identities {
    const identities = new Identities();
    for (const id of ids) identities.ids.add(id);
    for (const [label, named] of labels) identities.#byLabel.set(label, new Set(named));
    return identities;
  }

  entries(): IdentityEntries {
    return { ids: [...this.ids], labels: [...this.#byLabel].map(([label, named]) => [label, [...named]] as const) };
  }
}

type IdentityEntries = { readonly ids: readonly string[]; readonly labels: readonly (readonly [label: string, ids: readonly string[]])[] };
/** What references may point to as plain data, to be sent to another thread. */
export type ReferenceEntries = readonly (readonly [table: string, identities: IdentityEntries])[];

const SUGGESTION_IDS_MAX = 5000;
/** In short codes every id is near. */
const SUGGESTION_LENGTH_MIN = 4;

/** What references may point to, by table. */
export class References {
  readonly #tables = new Map<string, Identities>();
  #suggestionsLeft = 100;

  static of(entries: ReferenceEntries): References {
    const references = new References();
    for (const [table, identities] of entries) references.#tables.set(table, Identities.of(identities));
    return references;
  }

  entries(): ReferenceEntries {
    return [...this.#tables].map(([table, identities]) => [table, identities.entries()] as const);
  }

  add(table: TableDefinition, row: Row): void {
    const [key = "", ...more] = table.key;
    const id = row.get(key);
    if (more.length === 0 && typeof id === "string") this.#identities(table.name).add(id, row);
  }

  /** Names what `table` holds anew: of rows with one id the first counts. */
  replace(table: TableDefinition, rows: Iterable<Row>): void {
    this.#tables.delete(table.name);
    const [key = ""] = table.key;
    for (const row of rows) {
      const id = row.get(key);
      if (typeof id === "string" && !this.has(table.name, id)) this.add(table, row);
    }
  }

  /** A seat may be named by who has it: id, e-mail or name of a person with one seat. Of a person with several, the name is ambiguous. */
  nameSeats(people: Iterable<Row>, assignments: Iterable<Row>): void {
    const seats = this.#identities("positions");
    const seatsOf = new Map<string, Set<string>>();
    for (const row of assignments) {
      const [who, seat] = [textIn(row, "participant"), textIn(row, "position")];
      if (seat === "" || !seats.ids.has(seat)) continue;
      seats.name(who, seat);
      seatsOf.set(who, (seatsOf.get(who) ?? new Set<string>()).add(seat));
    }
    for (const row of people)
      for (const seat of seatsOf.get(textIn(row, "participant")) ?? [])
        for (const label of [textIn(row, "email"), textIn(row, "name")]) if (label !== "") seats.name(label, seat);
  }

  has(table: string, id: string): boolean {
    return this.#tables.get(table)?.ids.has(id) ?? false;
  }

  ids(table: string): ReadonlySet<string> {
    return this.#identities(table).ids;
  }

  /** The id that `value` names: the id itself, or the one row with that e-mail or name; of a seat also who has it. */
  resolve(column: ColumnDefinition, value: string): string | Refusal {
    const table = column.references ?? "";
    const identities = this.#identities(table);
    if (identities.ids.has(value)) return value;
    const other = column.orReferences;
    if (other !== undefined && this.has(other, value)) return value;
    const [found, ...others] = identities.candidates(value);
    if (found !== undefined && others.length === 0) return found;
    if (found !== undefined)
      return refuse(
        "ambiguous-reference",
        `is the name of ${[found, ...others].slice(0, 5).join(" and ")} in ${table}`,
        "Use the id of the one that is meant",
      );
    const near = this.#suggest(value, identities.ids);
    return refuse(
      "unknown-reference",
      other === undefined ? `is not in ${table}` : `is neither in ${table} nor in ${other}`,
      `${near === undefined ? "Correct it" : `Did you mean ${near}?`} ${near === undefined ? "or add" : "Or add"} it to ${table}`,
    );
  }

  /** Comparing with every id is dear: done for the first unknown values only, and not in large tables. */
  #suggest(value: string, ids: ReadonlySet<string>): string | undefined {
    if (value.length < SUGGESTION_LENGTH_MIN || this.#suggestionsLeft === 0 || ids.size > SUGGESTION_IDS_MAX) return undefined;
    this.#suggestionsLeft -= 1;
    return nearest(value, ids);
  }

  #identities(table: string): Identities {
    const known = this.#tables.get(table);
    if (known) return known;
    const identities = new Identities();
    this.#tables.set(table, identities);
    return identities;
  }
}
