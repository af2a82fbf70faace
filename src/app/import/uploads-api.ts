import { readFile } from "node:fs/promises";
import { z } from "@hono/zod-openapi";
import { parseJson } from "../../company/json.ts";
import { suggestionsFor } from "../../mapping/recognition/suggest-tables.ts";
import type { Store } from "../database/store.ts";
import { inspectFile } from "../files/inspect.ts";
import { authorise, databaseSession, routes, sessionOf } from "../server/kit/environment.ts";
import { Problem } from "../server/kit/problem.ts";
import { json, route } from "../server/kit/route.ts";
import { readCompanyRow } from "./company-row.ts";
import { correctedFile } from "./corrected-file.ts";
import { candidatesOf, knownValues } from "./known-values.ts";
import { refusing } from "./refused.ts";
import { recognitionSchema, uploadSchema } from "./schemas.ts";
import { addUpload, listUploads, removeUpload } from "./store.ts";
import { cleanName, kindOf, type UploadFolder } from "./uploads.ts";

const params = z.object({ upload: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) });

const send = route({
  permission: "imports.manage",
  method: "post",
  path: "/api/uploads",
  operationId: "createUpload",
  summary: "Send a file to be imported: CSV, CSV.gz, XLSX, or a JSON document (mapping, company.json, plan)",
  request: {
    query: z.object({ name: z.string().min(1).max(200).openapi({ description: "The file's name" }) }),
    body: { content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } }, required: true },
  },
  responses: { 201: json(uploadSchema, "Received") },
});
const list = route({
  permission: "imports.manage",
  method: "get",
  path: "/api/uploads",
  operationId: "listUploads",
  summary: "Files that were sent, the latest first",
  responses: { 200: json(z.object({ items: z.array(uploadSchema) }), "The files") },
});
const recognise = route({
  permission: "imports.manage",
  method: "get",
  path: "/api/uploads/{upload}/recognition",
  operationId: "recogniseUpload",
  summary: "What a file holds: delimiter, encoding, columns with their types and formats, its first rows, and a mapping that would fit",
  request: {
    params,
    query: z.object({
      table: z.string().max(50).optional().openapi({ description: "The table that it fills, where it is known" }),
      delimiter: z.enum([",", ";", "\t", "|"]).optional(),
      encoding: z.string().max(40).optional(),
    }),
  },
  responses: { 200: json(recognitionSchema, "What was recognised") },
});
const remove = route({
  permission: "imports.manage",
  method: "delete",
  path: "/api/uploads/{upload}",
  operationId: "deleteUpload",
  summary: "Remove a file that was sent; imports made from it stay",
  request: { params },
  responses: { 204: { description: "Removed" } },
});

export function uploadRoutes({ store, uploads }: { readonly store: Store; readonly uploads: UploadFolder }) {
  return routes()
    .openapi(send, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "imports.manage", null);
      const name = cleanName(context.req.valid("query").name);
      const body = context.req.raw.body;
      if (!body) throw new Problem("invalid-input", "body: is empty");
      const companyId = session.company.id;
      const received = await refusing(() => uploads.receive(body, name));
      const file = { name, bytes: received.bytes, hash: received.hash };
      const added = await store.as(databaseSession(session), (tx) => addUpload(tx, companyId, session.user.id, file));
      await uploads.keep(received.path, companyId, added.upload, name);
      return context.json({ ...added, name, bytes: received.bytes }, 201);
    })
    .openapi(list, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "imports.manage", null);
      return context.json({ items: await store.as(databaseSession(session), (tx) => listUploads(tx, session.company.id)) }, 200);
    })
    .openapi(recognise, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "imports.manage", null);
      const { upload } = context.req.valid("param");
      const { table, ...layout } = context.req.valid("query");
      const companyId = session.company.id;
      const [found] = await store.as(databaseSession(session), (tx) => listUploads(tx, companyId, [upload]));
      if (!found) throw new Problem("not-found");
      const path = await refusing(async () => uploads.pathOf(companyId, found));
      const kind = await kindOf(path, found.name);
      const common = { upload, name: found.name, kind };
      if (kind !== "table") return context.json({ ...common, files: [], mapping: kind === "mapping" ? await documentAt(path) : null }, 200);
      const files = await refusing(() => inspectFile({ path, file: found.name, layout }));
      const { candidates, company } = await store.as(databaseSession(session), async (tx) => ({
        candidates: await candidatesOf(tx, companyId),
        company: await readCompanyRow(tx, companyId),
      }));
      const known = knownValues(candidates);
      const items = await Promise.all(
        files.map(async (file) => {
          const [suggestion = null, ...further] = suggestionsFor(file, company?.attributes ?? new Map(), known, table);
          return { ...file, suggestion, further, correction: await correctedFile(store, databaseSession(session), file) };
        }),
      );
      return context.json({ ...common, files: items.map(plain), mapping: null }, 200);
    })
    .openapi(remove, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "imports.manage", null);
      const { upload } = context.req.valid("param");
      if (!(await store.as(databaseSession(session), (tx) => removeUpload(tx, session.company.id, upload)))) throw new Problem("not-found");
      await uploads.remove(session.company.id, upload);
      return context.body(null, 204);
    });
}

async function documentAt(path: string): Promise<Record<string, unknown> | null> {
  const parsed = parseJson(await readFile(path, "utf8"));
  return parsed.ok && typeof parsed.value === "object" && parsed.value !== null ? { ...parsed.value } : null;
}

type Plain = z.output<typeof recognitionSchema>["files"][number];
/** As JSON gives it: without the types of the mapping. */
function plain(file: object): Plain {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the answer is JSON of the same fields
  return JSON.parse(JSON.stringify(file)) as Plain;
}
