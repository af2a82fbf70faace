/** A table of Attain as it is read from and written to CSV: the one definition behind import, company folders, staging and export. */
export type ColumnType = "text" | "date" | "amount" | "number" | "percent" | "integer" | "currency" | "choice" | "boolean";

export type ColumnDefinition = {
  readonly name: string;
  readonly type: ColumnType;
  readonly required?: boolean;
  /** The table whose key the value must be, e.g. "positions". */
  readonly references?: string;
  /** A second table whose key the value may be, where the first has none such. */
  readonly orReferences?: string;
  readonly choices?: readonly string[];
  /** Used when the cell is blank or the column absent; in the column's own text form. */
  readonly default?: string;
  /** Numbers below zero are refused. */
  readonly notNegative?: boolean;
  /** Longest text in characters; 200 unless told. */
  readonly lengthMax?: number;
  readonly help: string;
};

export type TableDefinition = {
  /** Also the CSV file's name, the database table's (with _ for -), the route's and the command's word. */
  readonly name: string;
  readonly help: string;
  readonly key: readonly string[];
  readonly columns: readonly ColumnDefinition[];
  /** Whose declared attributes the table takes as further columns named `attributes.<name>`. */
  readonly attributesOf?: AttributeOwner;
};

export const ATTRIBUTE_OWNERS = ["participant", "position", "customer", "product", "territory", "transaction", "opportunity"] as const;
export type AttributeOwner = (typeof ATTRIBUTE_OWNERS)[number];

/** The types of the formula language; also those of attributes. */
export const VALUE_TYPES = ["Money", "Percent", "Number", "Date", "Text", "Boolean"] as const;
export type ValueType = (typeof VALUE_TYPES)[number];

/** Attributes that a company declares, by owner and name. */
export type AttributeDeclarations = ReadonlyMap<AttributeOwner, ReadonlyMap<string, ValueType>>;
