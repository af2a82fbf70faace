import type { z } from "@hono/zod-openapi";
import { Problem } from "./problem.ts";

/** A cursor is the sort key of a page's last row: opaque to callers, checked when it comes back. */
export function writeCursor(key: object): string {
  return Buffer.from(JSON.stringify(key)).toString("base64url");
}

/** Throws the problem "invalid-cursor" for anything that `writeCursor` did not make in this form. */
export function readCursor<S extends z.ZodType>(schema: S, cursor: string | undefined): z.output<S> | undefined {
  if (cursor === undefined) return undefined;
  const parsed = schema.safeParse(parseJson(Buffer.from(cursor, "base64url").toString("utf8")));
  if (!parsed.success) throw new Problem("invalid-cursor");
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
