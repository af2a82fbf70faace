import type { Completion as Offer, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { syntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";
import type { SyntaxNode } from "@lezer/common";
import { fieldsAt, type Path, type Schema, valuesAt } from "./schema.ts";

/** What else is offered at a place of the document: whole values, or words inside a text such as a formula. */
export type Offers = (
  path: Path,
  document: unknown,
) => { readonly values?: readonly string[]; readonly words?: readonly { readonly name: string; readonly help: string }[] };

/** Completion of a JSON document by its schema: names of fields where a name belongs, listed values where a value belongs. */
export function completeBySchema(schema: Schema, offers?: Offers): (context: CompletionContext) => CompletionResult | null {
  return (context) => {
    const node = syntaxTree(context.state).resolveInner(context.pos, -1);
    const word = wordAt(context, node);
    const value = written(context.state.doc.toString());
    const object = objectOf(node);
    if (object !== undefined && !isAfterColon(context.state, node, context.pos))
      return answer(
        word,
        fieldsAt(schema, pathOf(context.state, object), value, namesIn(context.state, object, word.from)).map(({ label, detail }) => {
          const name = JSON.stringify(label);
          return { label: name, apply: `${name}: `, type: "property", ...(detail ? { info: detail } : {}) };
        }),
      );
    const path = pathOf(context.state, node);
    const further = offers?.(path, value) ?? {};
    const inside = node.name === "String" ? context.matchBefore(/[A-Za-z][\w.]*$/) : null;
    if (further.words && inside)
      return answer(
        { from: inside.from, to: context.pos },
        further.words.map(({ name, help }) => ({ label: name, type: "variable", info: help })),
        /^[\w.]*$/,
      );
    const listed = valuesAt(schema, path, value).map(
      ({ label, detail }): Offer => ({ label, type: "enum", ...(detail ? { info: detail } : {}) }),
    );
    return answer(word, [...listed, ...(further.values ?? []).map((name): Offer => ({ label: JSON.stringify(name), type: "enum" }))]);
  };
}

function answer(word: Word, options: Offer[], validFor = /^"?[\w -]*"?$/): CompletionResult | null {
  return options.length === 0 ? null : { ...word, options, validFor };
}

type Word = { readonly from: number; readonly to: number };

/** The text being written at the cursor, with its opening quote and the closing one that the editor has put behind the cursor. */
function wordAt(context: CompletionContext, node: SyntaxNode): Word {
  const { state, pos } = context;
  const isQuote = (at: number): boolean => state.sliceDoc(at, at + 1) === '"';
  const from = node.name === "String" || node.name === "PropertyName" ? node.from : (context.matchBefore(/"?[\w-]*$/)?.from ?? pos);
  return { from, to: isQuote(from) && isQuote(pos) && pos > from ? pos + 1 : pos };
}

/** The object in which a name may stand at this node; undefined inside lists and finished values. */
function objectOf(node: SyntaxNode): SyntaxNode | undefined {
  if (node.name === "Object") return node;
  if (node.name === "PropertyName") return node.parent?.parent ?? undefined;
  const { parent } = node;
  if (parent?.name === "Object") return parent; // after {, a comma or an unfinished word
  if (parent?.name === "Property") return parent.parent ?? undefined;
  return undefined;
}

function isAfterColon(state: EditorState, node: SyntaxNode, at: number): boolean {
  if (node.name === "PropertyName") return false;
  const before = state.sliceDoc(Math.max(0, at - 400), at);
  return /:\s*"?[^",{}[\]:]*$/.test(before);
}

/** Where a node stands in the document: names of fields and places in lists. */
export function pathOf(state: EditorState, node: SyntaxNode): Path {
  const path: (string | number)[] = [];
  for (let at: SyntaxNode | null = node; at?.parent; at = at.parent) {
    if (at.name === "Property") {
      const name = at.getChild("PropertyName");
      if (name) path.unshift(unquoted(state.sliceDoc(name.from, name.to)));
    } else if (at.parent.name === "Array" && at.name !== "[" && at.name !== "]") {
      let index = 0;
      for (let before = at.prevSibling; before; before = before.prevSibling) if (/^[A-Z]/.test(before.name)) index += 1;
      path.unshift(index);
    }
  }
  return path;
}

function namesIn(state: EditorState, object: SyntaxNode, except: number): ReadonlySet<string> {
  const names = new Set<string>();
  for (const property of object.getChildren("Property")) {
    const name = property.getChild("PropertyName");
    if (name && name.from !== except) names.add(unquoted(state.sliceDoc(name.from, name.to)));
  }
  return names;
}

function unquoted(name: string): string {
  const parsed = written(name);
  return typeof parsed === "string" ? parsed : name.replaceAll('"', "");
}

/** The document as far as it can be read; while it is being typed it may not be JSON yet. */
function written(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
