import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../setup/node24.mjs";

/** A text file of the project; `path` is relative to its root, with forward slashes. */
export type ProjectFile = { readonly path: string; readonly text: string };

/** What a check found: the place, what is wrong, and what to do. */
export type Problem = { readonly path: string; readonly line?: number; readonly message: string; readonly warning?: boolean };

const NOT_OURS = new Set(["node_modules", ".git", "data", "dist", ".cache", "coverage"]);
const TEXT = /\.(ts|tsx|mjs|css|sql|md|json|grammar|html)$|(^|\/)(run|LICENSE|\.gitignore|\.npmrc)$/;

/** Every text file of the project, those that git ignores left out. */
export function projectFiles(folder = ROOT): ProjectFile[] {
  const files: ProjectFile[] = [];
  visit(folder, "", files);
  return files;
}

function visit(root: string, folder: string, files: ProjectFile[]): void {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory() && !NOT_OURS.has(entry.name)) visit(root, path, files);
    else if (entry.isFile() && TEXT.test(path)) files.push({ path, text: readFileSync(join(root, path), "utf8") });
  }
}

export function isSource(path: string): boolean {
  return /\.tsx?$/.test(path) && !path.endsWith(".d.ts");
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path);
}
