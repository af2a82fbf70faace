import type { Context } from "hono";
import type { ServerEnvironment } from "./kit/environment.ts";
import type { Randomness } from "./kit/ports.ts";
import { Problem, problemResponse } from "./kit/problem.ts";
import { pagePolicy } from "./security.ts";
import type { WebFiles } from "./web-files.ts";

/** The one page among the addresses of the API: its documentation. */
const API_DOCS = "/api/docs";
const ONE_YEAR = "public, max-age=31536000, immutable";

/**
 * Answers whatever no route took: files of the web app, its page for every address of a screen, and the problem
 * "not-found" for the API. Until the pages are built it says so. Nothing here depends on who asks.
 */
export function answerPages(files: () => WebFiles | undefined, random: Randomness, step: () => string | undefined) {
  return (context: Context<ServerEnvironment>): Response => {
    const { method, path } = context.req;
    if ((method !== "GET" && method !== "HEAD") || (path.startsWith("/api/") && path !== API_DOCS))
      return problemResponse(new Problem("not-found", `There is nothing at ${method} ${path}`), context.get("requestId"));
    const web = files();
    if (!web) return answerStarting(() => step() ?? "almost ready")(context);
    const file = web.file(path);
    if (file)
      return new Response(file.bytes, {
        headers: { "content-type": file.type, "cache-control": path.startsWith("/assets/") ? ONE_YEAR : "no-cache" },
      });
    if (path.startsWith("/assets/")) return problemResponse(new Problem("not-found"), context.get("requestId"));
    const nonce = Buffer.from(random.bytes(18)).toString("base64");
    return new Response(web.page(nonce), {
      headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": pagePolicy(nonce), "cache-control": "no-store" },
    });
  };
}

/** While the server starts, browsers get a page that says so and asks again; programs get the problem. */
export function answerStarting(step: () => string) {
  return (context: Context<ServerEnvironment>): Response => {
    if (context.req.path.startsWith("/api/") || !(context.req.header("accept") ?? "").includes("text/html"))
      return problemResponse(new Problem("starting", step(), { headers: { "retry-after": "2" } }), context.get("requestId"));
    const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="2"><title>Attain is starting</title></head><body><h1>Attain is starting</h1><p>${escapeHtml(step())}</p></body></html>`;
    return new Response(page, {
      status: 503,
      headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store", "retry-after": "2" },
    });
  };
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
