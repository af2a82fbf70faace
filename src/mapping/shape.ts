import * as z from "zod";
import { parseDay } from "../calendar/day.ts";
import { companyShape } from "../company/document.ts";
import { LOCALE_NAMES } from "../table/formats.ts";
import { VALUE_TYPES } from "../table/definition.ts";

/** The shape of a mapping file; docs/mapping.schema.json is generated from it, docs/import.md explains it. */
const label = z.string().min(1).max(200);
const formula = z
  .string()
  .min(1)
  .max(2000)
  .meta({ id: "mappingFormula", description: "A formula over the file's columns, such as `EndDate + 1` (docs/formula.md)" });
const day = z.string().refine((text) => parseDay(text) !== undefined, "a date is written YYYY-MM-DD and must exist");
const aliases = z
  .union([z.string(), z.record(z.string(), z.string())])
  .meta({ description: "Other spellings and what they stand for, or the name of one of the mapping's aliases" });
const nulls = z.array(z.string().max(50)).max(50).meta({ description: "Words that mean blank" });

const number = z
  .strictObject({
    decimal: z.enum([".", ","]).optional(),
    grouping: z.string().max(5).optional().meta({ description: "Characters that may group digits" }),
    groups: z.enum(["thousands", "lakh"]).optional(),
    currencySign: z.string().min(1).max(5).optional(),
    negative: z.enum(["minus", "parentheses", "trailing-minus"]).optional(),
    percent: z.enum(["sign", "fraction", "points"]).optional().meta({ description: "12.5% (sign), 0.125 (fraction) or 12.5 (points)" }),
  })
  .meta({ id: "numberFormat" });
const formatFields = {
  locale: z.enum(LOCALE_NAMES).optional().meta({ description: "Shorthand for separators and the order of dates" }),
  date: z.string().max(40).optional().meta({ description: "Pattern such as dd/MM/yyyy or yyyy-MM-dd HH:mm:ss.SSS" }),
  pivot: z.int().min(0).max(99).optional().meta({ description: "Two-digit years below it are 20yy, the others 19yy" }),
  number: number.optional(),
  null: nulls.optional(),
};
const formats = z.strictObject(formatFields).meta({ id: "formats" });
const layout = {
  delimiter: z.enum([",", ";", "\t", "|"]).optional(),
  encoding: z.string().max(40).optional().meta({ description: "Character encoding, such as windows-1252; default UTF-8" }),
};

const lookup = z
  .strictObject({ file: label, key: label, value: label, required: z.boolean().optional(), ...layout })
  .meta({ id: "lookup" });
const columnSource = z
  .union([
    z.string().min(1),
    z.strictObject({ column: label, ...formatFields, aliases: aliases.optional(), lookup: lookup.optional() }),
    z.strictObject({ formula }),
    z.strictObject({ constant: z.string() }),
  ])
  .meta({
    id: "columnSource",
    description:
      "A column of the file by name, or a column with its formats, aliases and lookup, or a formula, or a constant in Attain's own form",
  });
const join = z
  .strictObject({
    file: label,
    as: z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/, "starts with a letter and has letters, digits and _"),
    on: z
      .record(label, label)
      .refine((on) => Object.keys(on).length > 0, "name at least one column")
      .meta({ description: "Columns at hand: columns of the joined file" }),
    pick: z
      .strictObject({ which: z.enum(["first", "last"]), by: label.optional() })
      .optional()
      .meta({ description: "Which of several matching rows; by: the column that orders them (as text), else the file's order" }),
    required: z.boolean().optional().meta({ description: "Rows without a match are rejected; default false: its columns are blank" }),
    ...layout,
  })
  .meta({ id: "join" });
const columnType = z.union([z.enum(VALUE_TYPES), z.strictObject({ type: z.enum(VALUE_TYPES), ...formatFields })]);

const table = z
  .strictObject({
    table: label,
    file: label.meta({ description: "Relative to the folder that is imported; * stands for any characters" }),
    ...layout,
    formats: formats.optional(),
    types: z.record(label, columnType).optional().meta({ description: "Types of columns that formulas read; default Text" }),
    join: z.array(join).max(10).optional(),
    where: formula.optional().meta({ description: "Only rows for which it holds" }),
    period: z
      .strictObject({ calendar: label, at: label })
      .optional()
      .meta({ description: "Adds period.name, period.from and period.to: the calendar's period on the day in column `at`" }),
    repeat: z
      .strictObject({ calendar: label, from: day, to: day })
      .optional()
      .meta({ description: "One row for each period of the calendar in [from, to), with period.name, period.from and period.to" }),
    columns: z.record(label, columnSource),
    mode: z
      .union([z.enum(["upsert", "replace"]), z.strictObject({ replace: z.strictObject({ from: day.nullable(), to: day.nullable() }) })])
      .optional()
      .meta({
        description:
          "replace with dates: transactions of the source dated in [from, to) that the file no longer has are voided; replace alone: rows of a dated table that its files no longer have are removed",
      }),
  })
  .meta({ id: "mappedTable" });

export const mappingShape = z
  .strictObject({
    $schema: z.string().optional(),
    source: label.optional().meta({ description: "System the files come from; the default of transactions' and splits' source" }),
    company: companyShape.optional(),
    formats: formats.optional(),
    ...layout,
    aliases: z.record(label, z.record(z.string(), z.string())).optional().meta({ description: "Named lists of other spellings" }),
    plans: label.optional().meta({ description: "Folder of plans, relative to the mapping file; default plans" }),
    tables: z.array(table).min(1).max(200),
  })
  .meta({ id: "mapping", title: "Attain mapping file" });

export type Mapping = z.infer<typeof mappingShape>;
export type MappedTable = Mapping["tables"][number];
export type ColumnSource = MappedTable["columns"][string];
export type Join = NonNullable<MappedTable["join"]>[number];
export type LookupFile = z.infer<typeof lookup>;
