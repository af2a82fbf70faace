import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { z } from "@hono/zod-openapi";
import { REPLACEABLE } from "../../company/tables.ts";
import type { Mapping } from "../../mapping/shape.ts";
import type { SignedIn } from "../../access/session.ts";
import type { Store } from "../database/store.ts";
import { writeRejectedFiles } from "../files/rejected-files.ts";
import { authorise, databaseSession, routes, sessionOf } from "../server/kit/environment.ts";
import { choice, integer, nullable, searched, structure, text, time, truth } from "../server/kit/list/columns.ts";
import { defineList } from "../server/kit/list/list.ts";
import { Problem } from "../server/kit/problem.ts";
import { json, jsonBody, route } from "../server/kit/route.ts";
import { inputsOf } from "./import.ts";
import { sampleRows } from "./mapped-rows.ts";
import { checkedMapping, mappingRoutes } from "./mappings-api.ts";
import { refusing } from "./refused.ts";
import { readRejections, type Rejection } from "./rejections.ts";
import type { RunningImports } from "./running-imports.ts";
import { importSchema, mappedRowsSchema, mappingSchema } from "./schemas.ts";
import { importRows, listUploads, readImport } from "./store.ts";
import { undoImport, UndoRefusal } from "./undo.ts";
import type { Arranged, UploadFolder } from "./uploads.ts";
import { uploadRoutes } from "./uploads-api.ts";

export type ImportDeps = { readonly store: Store; readonly uploads: UploadFolder; readonly imports: RunningImports };

const params = z.object({ import: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) });
const files = {
  uploads: z.array(z.number().int()).min(1).max(200).openapi({ description: "Files that were sent" }),
  mapping: mappingSchema.nullable().openapi({ description: "null: the files have Attain's own names and columns" }),
};

const list = defineList({
  permission: "imports.manage",
  path: "/api/imports",
  operationId: "listImports",
  summary: "Imports and previews",
  name: "ImportRow",
  columns: {
    import: integer("The import's number"),
    state: choice(["staging", "published", "preview", "cancelled", "failed"], "How it stands"),
    mode: choice(["upsert", "replace"], "What becomes of rows that the files leave out"),
    actor: text("The user who started it"),
    createdAt: time("When it was started"),
    finishedAt: nullable(time("When it ended")),
    changeNumber: nullable(integer("The change that it made")),
    fileNames: searched(text("Names of its files")),
    files: structure(z.array(z.object({ name: z.string(), bytes: z.number().int() })), "Its files"),
    new: integer("New rows"),
    changed: integer("Changed rows"),
    rejected: integer("Rows that were not taken"),
    undone: truth("Taken back"),
  },
  key: ["import"],
  defaultSort: "-import",
});
const read = route({
  permission: "imports.manage",
  method: "get",
  path: "/api/imports/{import}",
  operationId: "getImport",
  summary: "One import: how far it is, counts by table, first differences, rejected rows by reason, unknown values, what its undo kept",
  request: { params },
  responses: { 200: json(importSchema, "The import") },
});
const start = route({
  permission: "imports.manage",
  method: "post",
  path: "/api/imports",
  operationId: "createImport",
  summary: "Import files, or check them without writing anything; it goes on behind the request",
  request: {
    body: jsonBody(
      z.object({
        ...files,
        dryRun: z.boolean().default(false).openapi({ description: "Say what would change, and publish nothing" }),
        replace: z
          .array(z.string())
          .max(20)
          .default([])
          .openapi({
            description: `Without a mapping: tables of which rows that the files leave out are removed: ${REPLACEABLE.join(", ")}`,
          }),
      }),
    ),
  },
  responses: { 202: json(z.object({ import: z.number().int() }), "Begun") },
});
const sample = route({
  permission: "imports.manage",
  method: "post",
  path: "/api/imports/rows",
  operationId: "previewRows",
  summary: "The first rows of files through a mapping, and the first that it refuses; reads no company data",
  request: { body: jsonBody(z.object(files)) },
  responses: { 200: json(mappedRowsSchema, "The rows by table") },
});
const cancel = route({
  permission: "imports.manage",
  method: "post",
  path: "/api/imports/{import}/cancel",
  operationId: "cancelImport",
  summary: "Stop a running import; nothing of it remains",
  request: { params },
  responses: { 202: json(z.object({ import: z.number().int() }), "It stops at the next batch") },
});
const undo = route({
  permission: "imports.manage",
  method: "post",
  path: "/api/imports/{import}/undo",
  operationId: "undoImport",
  summary: "Take back what an import changed, as one further change; rows changed since or referred to by others are kept and named",
  request: { params },
  responses: { 200: json(z.object({ changeNumber: z.number().int().nullable() }), "Undone") },
});
const rejected = route({
  permission: "imports.manage",
  method: "get",
  path: "/api/imports/{import}/rejected-rows",
  operationId: "getRejectedRows",
  summary: "Rejected rows of one file in its own columns with the reasons behind: correct them and import that file alone",
  request: { params, query: z.object({ file: z.string().max(300) }) },
  responses: {
    200: { description: "The rows", content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } } },
  },
});

/** Files that come in, the mappings for them, and imports. */
export function importRoutes(deps: ImportDeps) {
  const { store, imports } = deps;
  return routes()
    .route("/", uploadRoutes(deps))
    .route("/", mappingRoutes(deps))
    .openapi(sample, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "imports.manage", null);
      const { mapping, uploads: wanted } = context.req.valid("json");
      const arranged = await arrange(deps, session, wanted, mapping === null ? null : checkedMapping(mapping));
      try {
        const { tables, problems } = await refusing(() => sampleRows(store, session.company.id, arranged));
        return context.json(
          {
            tables: tables.map((table) => ({
              ...table,
              columns: [...table.columns],
              problems: [...table.problems],
              rows: table.rows.map(({ line, cells }) => ({ line, cells: [...cells] })),
            })),
            problems: problems.map(({ file, line, column, reason, fix }) => ({
              place: `${file}${line > 0 ? `:${line}` : ""} ${column}`.trim(),
              message: `${reason} ${fix}`,
            })),
          },
          200,
        );
      } finally {
        await rm(arranged.folder, { recursive: true, force: true });
      }
    })
    .openapi(list.route, async (context) => {
      await authorise(sessionOf(context), "imports.manage", null);
      return list.answer(context, store, (tx, { companyId }) => importRows(tx, companyId));
    })
    .openapi(start, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "imports.manage", null);
      const { mapping, uploads: wanted, dryRun, replace } = context.req.valid("json");
      const unknown = replace.find((name) => !REPLACEABLE.includes(name));
      if (unknown !== undefined)
        throw new Problem("invalid-input", `replace: ${unknown} cannot be replaced as a whole; these can: ${REPLACEABLE.join(", ")}`);
      const arranged = await arrange(deps, session, wanted, mapping === null ? null : checkedMapping(mapping));
      const as = { companyId: session.company.id, actor: session.user.id, roles: "system" as const };
      const begun = await refusing(() => imports.start(as, arranged, { dryRun, replace: mapping === null ? replace : [] }));
      return context.json({ import: begun }, 202);
    })
    .openapi(read, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "imports.manage", null);
      const id = context.req.valid("param").import;
      const found = await store.as(databaseSession(session), (tx) => readImport(tx, session.company.id, id));
      if (!found) throw new Problem("not-found");
      const { request: _, ...rest } = found;
      const progress = imports.progressOf(id);
      return context.json({ ...plain(rest), progress: progress ? { ...progress } : null }, 200);
    })
    .openapi(cancel, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "imports.manage", null);
      const id = context.req.valid("param").import;
      const found = await store.as(databaseSession(session), (tx) => readImport(tx, session.company.id, id));
      if (!found) throw new Problem("not-found");
      if (found.state !== "staging" || !imports.cancel(id))
        throw new Problem("conflict", "The import has ended, or runs in another process");
      return context.json({ import: id }, 202);
    })
    .openapi(undo, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "imports.manage", null);
      const id = context.req.valid("param").import;
      const found = await store.as(databaseSession(session), (tx) => readImport(tx, session.company.id, id));
      if (!found) throw new Problem("not-found");
      try {
        const { changeNumber } = await undoImport(store, databaseSession(session), id);
        return context.json({ changeNumber }, 200);
      } catch (error) {
        if (error instanceof UndoRefusal) throw new Problem("conflict", error.message);
        throw error;
      }
    })
    .openapi(rejected, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "imports.manage", null);
      const id = context.req.valid("param").import;
      const found = await store.as(databaseSession(session), (tx) => readImport(tx, session.company.id, id));
      if (!found) throw new Problem("not-found");
      const { file } = context.req.valid("query");
      const made = await refusing(() => rejectedFile(store, session.company.id, id, found.request, file));
      if (!made) throw new Problem("not-found", `No row of ${file} was rejected`);
      return context.body(made.content, 200, {
        "content-type": "application/octet-stream",
        "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(made.name)}`,
      });
    });
}

async function arrange(
  { store, uploads }: ImportDeps,
  session: SignedIn,
  wanted: readonly number[],
  mapping: Mapping | null,
): Promise<Arranged> {
  const companyId = session.company.id;
  const found = await store.as(databaseSession(session), (tx) => listUploads(tx, companyId, wanted));
  const missing = wanted.find((upload) => !found.some((one) => one.upload === upload));
  if (missing !== undefined) throw new Problem("not-found", `There is no file ${missing}`);
  return refusing(() => uploads.arrange(companyId, found, mapping));
}

async function rejectedFile(store: Store, companyId: number, importId: number, request: Parameters<typeof inputsOf>[2], file: string) {
  const { inputs } = await inputsOf(store, companyId, request);
  const rejections: Rejection[] = [];
  for await (const rejection of readRejections(store, companyId, importId)) if (rejection.file === file) rejections.push(rejection);
  const folder = await mkdtemp(join(tmpdir(), "attain-rejected-"));
  try {
    const [written] = await writeRejectedFiles(
      folder,
      inputs.sources.filter((source) => source.file === file),
      rejections,
      importId,
    );
    return written && { name: basename(written.path), content: new Uint8Array(await readFile(written.path)) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Plain = Omit<z.output<typeof importSchema>, "progress">;
/** As JSON gives it: without readonly. */
function plain(found: object): Plain {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the answer is JSON of the same fields
  return JSON.parse(JSON.stringify(found)) as Plain;
}
