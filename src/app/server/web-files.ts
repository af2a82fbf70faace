import { readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";

/** The built web pages, read once: what may be served is exactly what is listed here. */
export type WebFiles = {
  readonly file: (path: string) => WebFile | undefined;
  /** The one page, with the nonce of this answer in it. */
  readonly page: (nonce: string) => string;
};
export type WebFile = { readonly bytes: Uint8Array<ArrayBuffer>; readonly type: string };

const TYPES = new Map([
  [".js", "text/javascript; charset=utf-8"],
  [".css", "text/css; charset=utf-8"],
  [".svg", "image/svg+xml"],
  [".png", "image/png"],
  [".woff2", "font/woff2"],
  [".webmanifest", "application/manifest+json"],
  [".txt", "text/plain; charset=utf-8"],
]);

/** Stands in index.html where the page's nonce belongs. */
export const NONCE_PLACEHOLDER = "__NONCE__";

/** Reads the folder that the build wrote. Throws when it has no index.html. */
export function readWebFiles(folder: string): WebFiles {
  const page = readFileSync(join(folder, "index.html"), "utf8");
  const files = new Map<string, WebFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = TYPES.get(extname(entry.name));
    if (!entry.isFile() || type === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(`/${relative(folder, path).split(sep).join("/")}`, { bytes: new Uint8Array(readFileSync(path)), type });
  }
  return { file: (path) => files.get(path), page: (nonce) => page.replaceAll(NONCE_PLACEHOLDER, nonce) };
}
