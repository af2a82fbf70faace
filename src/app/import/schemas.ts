import { z } from "@hono/zod-openapi";

const text = z.string();
const count = z.number().int();

export const problemPlaceSchema = z
  .object({ code: text, reason: text, fix: text, file: text, line: count, column: text, value: text })
  .openapi("FileProblem", { description: "Why a file, row or value is not taken, with its place" });

/** A mapping as docs/mapping.schema.json describes it; it is checked in full when it is used. */
export const mappingSchema = z.record(z.string(), z.unknown()).openapi("Mapping", { description: "A mapping file, see docs/import.md" });

export const uploadSchema = z.object({ upload: count, name: text, bytes: count, createdAt: text }).openapi("Upload");

const columnSchema = z.object({
  name: text,
  type: z.enum(["blank", "date", "number", "percent", "boolean", "currency", "text"]),
  confidence: z.number(),
  blank: count,
  distinct: count,
  samples: z.array(text),
  decimal: z.enum([".", ","]).nullable().openapi({ description: "The sign that parts decimals in its numbers, where they show it" }),
});
export const suggestionSchema = z
  .object({
    entry: z.record(z.string(), z.unknown()).openapi({ description: "An entry of a mapping's tables" }),
    score: z.number(),
    columns: z.array(z.object({ column: text, header: text, score: z.number() })),
    questions: z
      .array(z.object({ header: text, column: text, sample: text, choices: z.array(z.record(z.string(), z.unknown())) }))
      .openapi({ description: "Formats that the file leaves open, such as 03/04/2026: somebody has to choose" }),
    missing: z.array(text),
  })
  .openapi("MappingSuggestion");
const recognisedFileSchema = z.object({
  file: text,
  delimiter: text,
  encoding: text,
  decision: text,
  columns: z.array(columnSchema),
  rows: z.array(z.array(text)),
  sampled: count,
  problems: z.array(problemPlaceSchema),
  suggestion: suggestionSchema.nullable(),
  further: z.array(suggestionSchema).openapi({ description: "Other tables that the file fills beside the one of the suggestion" }),
  correction: z
    .object({ import: count, file: text, createdAt: text, mapping: z.record(z.string(), z.unknown()).nullable() })
    .nullable()
    .openapi({
      description:
        "Where the file holds rows that an import refused: that import, the file they stood in, and the mapping that reads these rows as it did (null: it is no longer kept)",
    }),
});
export const recognitionSchema = z
  .object({
    upload: count,
    name: text,
    kind: z.enum(["table", "mapping", "company", "plan", "other"]),
    files: z.array(recognisedFileSchema).openapi({ description: "The file, or each sheet of a workbook" }),
    mapping: mappingSchema.nullable().openapi({ description: "The document, where the file is a mapping" }),
  })
  .openapi("Recognition");

const countsSchema = z.object({ read: count, new: count, changed: count, same: count, collapsed: count, voided: count, rejected: count });
const row = z.record(z.string(), z.unknown());
const importSummarySchema = z.object({
  import: count,
  state: z.enum(["staging", "published", "preview", "cancelled", "failed"]),
  mode: z.enum(["upsert", "replace"]),
  actor: text,
  createdAt: text,
  finishedAt: text.nullable(),
  changeNumber: count.nullable(),
  files: z.array(z.object({ name: text, bytes: count })),
  new: count,
  changed: count,
  rejected: count,
  undone: z.boolean(),
});
export const importSchema = importSummarySchema
  .extend({
    error: text.nullable(),
    progress: z.object({ phase: text, file: text, rows: count, bytes: count, bytesTotal: count, rejected: count }).nullable(),
    tables: z.array(countsSchema.extend({ table: text })),
    differences: z.array(
      z.object({ table: text, kind: z.enum(["new", "changed", "removed"]), key: row, before: row.nullable(), after: row.nullable() }),
    ),
    refusals: z
      .array(
        z.object({
          code: text,
          column: text,
          rows: count,
          example: z.object({ file: text, line: count, value: text, reason: text }),
          distinct: count.openapi({ description: "How many different values it concerns" }),
          values: z
            .array(z.object({ value: text, rows: count, file: text, line: count }))
            .openapi({ description: "The most frequent of them, each with the first place where it stands" }),
        }),
      )
      .openapi({ description: "Rejected rows by reason, the most frequent first" }),
    refusedFiles: z.array(text).openapi({ description: "Files that have rejected rows: each can be downloaded with them alone" }),
    unknown: z
      .array(
        z.object({
          column: text,
          value: text,
          rows: count,
          ambiguous: z.boolean(),
          clear: z.boolean(),
          candidates: z.array(z.object({ id: text, name: text })),
        }),
      )
      .openapi({ description: "Values that refer to nothing known, or to several, with what they may have been meant for" }),
    leftOut: z
      .array(z.object({ table: text, file: text, condition: text, rows: count }))
      .openapi({ description: "Rows that a condition of the mapping (where) left out; they are not among those read" }),
    undo: z
      .object({
        changeNumber: count.nullable(),
        tables: z.record(z.string(), z.object({ removed: count, restored: count, kept: count })),
        kept: z.array(z.object({ table: text, key: row, reason: text })),
      })
      .nullable(),
  })
  .openapi("Import");

export const mappedRowsSchema = z
  .object({
    tables: z.array(
      z.object({
        table: text,
        file: text,
        columns: z.array(text),
        rows: z.array(z.object({ line: count, cells: z.array(text) })),
        problems: z.array(problemPlaceSchema),
        read: count,
        leftOut: count.openapi({ description: "Rows that the condition leaves out" }),
      }),
    ),
    problems: z.array(z.object({ place: text, message: text })),
  })
  .openapi("MappedRows");
