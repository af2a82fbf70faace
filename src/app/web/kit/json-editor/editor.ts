import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { json, jsonParseLinter } from "@codemirror/lang-json";
import {
  bracketMatching,
  foldGutter,
  foldKeymap,
  HighlightStyle,
  indentOnInput,
  syntaxHighlighting,
  syntaxTree,
} from "@codemirror/language";
import { type Diagnostic, linter, lintGutter, lintKeymap } from "@codemirror/lint";
import { Compartment, EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { completeBySchema, type Offers, pathOf } from "./completion.ts";
import type { Schema } from "./schema.ts";
import { text } from "../text.ts";
import type { Catalogue } from "../../text/catalogue.ts";

/** What is wrong or doubtful in the document: where ("components.0.rate", "" for the whole) and what. */
export type DocumentProblem = { readonly place: string; readonly message: string; readonly severity?: "error" | "warning" };

export type JsonEditorHandle = {
  readonly setProblems: (problems: readonly DocumentProblem[]) => void;
  readonly setText: (text: string) => void;
  readonly destroy: () => void;
};

type EditorOptions = {
  readonly parent: HTMLElement;
  readonly text: string;
  readonly label: string;
  readonly schema: Schema | undefined;
  readonly offers: Offers | undefined;
  readonly readOnly: boolean;
  readonly nonce: string;
  readonly changed: (text: string) => void;
};

/** The colours of the page, so that they follow light and dark. */
const COLOURS = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--attain-link)" },
  { tag: tags.string, color: "var(--attain-positive)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--attain-warning)" },
]);

/** What the editor says by itself, keyed by its English. */
function phrasesOf(words: Catalogue["editor"]["phrases"]): Record<string, string> {
  return {
    "Fold line": words.fold,
    "Unfold line": words.unfold,
    "folded code": words.folded,
    unfold: words.unfold,
    "Folded lines": words.foldedLines,
    "Unfolded lines": words.unfoldedLines,
    to: words.to,
    Completions: words.completions,
    Diagnostics: words.problems,
    "No diagnostics": words.noProblems,
    close: words.close,
    "Selection deleted": words.deleted,
    "Control character": words.controlCharacter,
  };
}

/** A CodeMirror editor of one JSON document, with completion from its schema. Escape, then Tab, leaves it by keyboard. */
export function openEditor(options: EditorOptions): JsonEditorHandle {
  const problems = new Compartment();
  const view = new EditorView({
    parent: options.parent,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        EditorView.cspNonce.of(options.nonce),
        EditorState.phrases.of(phrasesOf(text.editor.phrases)),
        json(),
        syntaxHighlighting(COLOURS),
        lineNumbers(),
        foldGutter(),
        lintGutter(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        highlightActiveLine(),
        autocompletion(options.schema ? { override: [completeBySchema(options.schema, options.offers)] } : {}),
        linter(jsonParseLinter()),
        problems.of([]),
        keymap.of([
          ...closeBracketsKeymap,
          ...defaultKeymap,
          ...historyKeymap,
          ...foldKeymap,
          ...completionKeymap,
          ...lintKeymap,
          indentWithTab,
        ]),
        EditorView.lineWrapping,
        EditorState.readOnly.of(options.readOnly),
        EditorView.contentAttributes.of({ "aria-label": options.label, tabindex: "0" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) options.changed(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    setProblems: (found) =>
      view.dispatch({ effects: problems.reconfigure(linter((current) => found.map((problem) => diagnosticOf(current.state, problem)))) }),
    setText: (next) => {
      if (next !== view.state.doc.toString()) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } });
    },
    destroy: () => view.destroy(),
  };
}

/** The narrowest written value that holds the place of a problem. */
function diagnosticOf(state: EditorState, { place, message, severity = "error" }: DocumentProblem): Diagnostic {
  let from = 0;
  let to = state.doc.line(1).to;
  let deepest = -1;
  syntaxTree(state).iterate({
    enter: ({ node }) => {
      if (!/^[A-Z]/.test(node.name) || node.name === "PropertyName" || node.name === "JsonText") return;
      const path = pathOf(state, node).join(".");
      const holds = path !== "" && (place === path || place.startsWith(`${path}.`));
      if (holds && path.length > deepest) {
        deepest = path.length;
        ({ from, to } = node);
      }
    },
  });
  return { from, to, severity, message };
}
