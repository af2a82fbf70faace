import { isSource, isTest, type Problem, type ProjectFile } from "./files.ts";
import { folderOf, isKitOf, resolveImport, tierOf, TIERS } from "./layers.ts";
import { parseSource } from "./source.ts";

/** Imports run one way: a file of src/ imports from its folder's tier and those below, folders never in a circle (a marked file also from the kit of its kind), and the oracle shares no code with src/. */
export function checkImports(files: readonly ProjectFile[]): Problem[] {
  const problems: Problem[] = [];
  const edges = new Map<string, Map<string, string>>();
  for (const file of files) {
    if (!isSource(file.path) || isTest(file.path)) continue;
    const folder = folderOf(file.path);
    const oracle = file.path.startsWith("conformance/oracle/");
    if (folder === undefined && !oracle) continue;
    if (folder !== undefined && tierOf(folder) === undefined)
      problems.push({
        path: file.path,
        message: `src/${folder} has no place in the order of folders: add it to scripts/checks/layers.ts and GLOSSARY.md`,
      });
    for (const found of parseSource(file.path, file.text).imports) {
      const target = resolveImport(file.path, found.specifier);
      if (target === undefined) continue;
      if (oracle && target.startsWith("src/") && !found.typeOnly)
        problems.push({
          path: file.path,
          line: found.line,
          message: `the oracle shares no code with src/, and imports ${target}: write it from docs/plan-language.md instead`,
        });
      const other = folderOf(target);
      if (folder === undefined || other === folder || isKitOf(file.path, target)) continue;
      const message = wrongDirection(folder, other, target);
      if (message) problems.push({ path: file.path, line: found.line, message });
      else if (other !== undefined) remember(edges, folder, other, file.path);
    }
  }
  return [...problems, ...circles(edges)];
}

function wrongDirection(folder: string, other: string | undefined, target: string): string | undefined {
  if (other === undefined && folder === "app" && target === "package.json") return undefined;
  if (other === undefined) return `src/${folder} imports ${target}, which is outside src/`;
  const own = tierOf(folder);
  const theirs = tierOf(other);
  if (own === undefined || theirs === undefined || theirs <= own) return undefined;
  return `src/${folder} imports ${target}, but ${other} comes after ${folder} (${TIERS.map((tier) => tier.join(", ")).join(" → ")}): move what is shared down, or pass it in`;
}

function remember(edges: Map<string, Map<string, string>>, from: string, to: string, path: string): void {
  const targets = edges.get(from) ?? new Map<string, string>();
  if (!targets.has(to)) targets.set(to, path);
  edges.set(from, targets);
}

function circles(edges: ReadonlyMap<string, ReadonlyMap<string, string>>): Problem[] {
  const problems: Problem[] = [];
  const done = new Set<string>();
  const walk = (folder: string, trail: readonly string[]): void => {
    const start = trail.indexOf(folder);
    if (start >= 0) {
      const circle = [...trail.slice(start), folder];
      const path = edges.get(circle[0] ?? "")?.get(circle[1] ?? "") ?? folder;
      problems.push({ path, message: `folders import each other in a circle: ${circle.join(" → ")}` });
      return;
    }
    if (done.has(folder)) return;
    for (const next of edges.get(folder)?.keys() ?? []) walk(next, [...trail, folder]);
    done.add(folder);
  };
  for (const folder of edges.keys()) walk(folder, []);
  return problems;
}
