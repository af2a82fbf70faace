import type { Problem, ProjectFile } from "./files.ts";
import { folderOf } from "./layers.ts";

/** Words that GLOSSARY.md defines: the bold beginnings of its entries, in lower case. */
export function glossaryTerms(glossary: string): Set<string> {
  return new Set(Array.from(glossary.matchAll(/^- \*\*([^*]+)\*\*/gm), (match) => (match[1] ?? "").toLowerCase()));
}

/** Each folder at the first level of src/, and each further word given, is defined in GLOSSARY.md. */
export function checkGlossary(
  files: readonly ProjectFile[],
  words: readonly { readonly word: string; readonly from: string }[],
): Problem[] {
  const glossary = files.find((file) => file.path === "GLOSSARY.md");
  const terms = glossaryTerms(glossary?.text ?? "");
  const folders = new Set(files.map((file) => folderOf(file.path)).filter((folder) => folder !== undefined));
  const wanted = [...Array.from(folders, (folder) => ({ word: folder, from: `src/${folder}` })), ...words];
  return wanted
    .filter(({ word }) => !terms.has(word.toLowerCase()))
    .map(({ word, from }) => ({ path: "GLOSSARY.md", message: `does not define "${word}" (${from}): add a line "- **${word}**: …"` }));
}
