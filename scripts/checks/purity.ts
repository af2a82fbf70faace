import { isSource, isTest, type Problem, type ProjectFile } from "./files.ts";
import { folderOf, isImpure, resolveImport } from "./layers.ts";
import { parseSource } from "./source.ts";

/** Packages that are pure themselves: the formula parser's runtime and schemas. */
const PURE_PACKAGES = new Set(["@lezer/common", "@lezer/json", "@lezer/lr", "zod"]);

/** Values that give another answer at another time or on another machine, and what to use instead. */
const IMPURE_NAMES = new Map<string, string>([
  ["Date", "pass the day in (src/calendar/day.ts)"],
  ["Math.random", "pass the randomness in, with its seed"],
  ["setTimeout", "leave waiting to src/app"],
  ["setInterval", "leave waiting to src/app"],
  ["setImmediate", "leave waiting to src/app"],
  ["queueMicrotask", "leave scheduling to src/app"],
  ["performance", "pass the time in"],
  ["crypto", "pass the randomness or the hash in"],
  ["process", "pass the setting in"],
  ["console", "return what is to be shown"],
  ["fetch", "leave the network to src/app"],
  ["globalThis", "name what is needed"],
  ["eval", "there is no executed text in Attain"],
  ["Function", "there is no executed text in Attain"],
  ["Intl", "it follows the machine's language: format in screens"],
  ["WeakRef", "it follows the garbage collector"],
  ["FinalizationRegistry", "it follows the garbage collector"],
  [".localeCompare", "it follows the machine's language: compare with < and >"],
  [".toLocaleString", "it follows the machine's language: format in screens"],
  [".toLocaleLowerCase", "it follows the machine's language: use toLowerCase"],
  [".toLocaleUpperCase", "it follows the machine's language: use toUpperCase"],
]);

/** An unmarked file of a domain folder is pure: it reads no clock, no randomness, no machine, and imports nothing that does. */
export function checkPurity(files: readonly ProjectFile[]): Problem[] {
  const problems: Problem[] = [];
  for (const file of files) {
    if (!isPure(file.path)) continue;
    const source = parseSource(file.path, file.text);
    for (const found of source.imports) {
      const target = resolveImport(file.path, found.specifier);
      const impure = target === undefined ? !PURE_PACKAGES.has(packageOf(found.specifier)) : isImpure(target);
      if (impure)
        problems.push({
          path: file.path,
          line: found.line,
          message: `pure file imports ${found.specifier}: only store.ts, api.ts, screens/ and src/app touch the world`,
        });
    }
    for (const { name, line } of source.names) {
      const instead = IMPURE_NAMES.get(name);
      if (instead) problems.push({ path: file.path, line, message: `pure file uses ${name.replace(/^\./, "")}: ${instead}` });
    }
  }
  return problems;
}

export function isPure(path: string): boolean {
  return isSource(path) && !isTest(path) && folderOf(path) !== undefined && !isImpure(path);
}

function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
