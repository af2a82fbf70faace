import { CompletionContext } from "@codemirror/autocomplete";
import { json } from "@codemirror/lang-json";
import { EditorState } from "@codemirror/state";
import { expect, test } from "vitest";
import { completeBySchema, type Offers } from "./completion.ts";

const SCHEMA = { type: "object", properties: { name: { type: "string" }, rate: { type: "string" }, kind: { enum: ["flat", "bonus"] } } };
const offers: Offers = (path) =>
  path[0] === "name" ? { values: ["sales"] } : path[0] === "rate" ? { words: [{ name: "participant.rate", help: "Percent" }] } : {};

/** The text after the first offer is taken at the stroke, and all offers. */
function complete(written: string): readonly [after: string | undefined, labels: readonly string[]] {
  const pos = written.indexOf("|");
  const state = EditorState.create({ doc: written.replace("|", ""), extensions: [json()] });
  const found = completeBySchema(SCHEMA, offers)(new CompletionContext(state, pos, true));
  const [first] = found?.options ?? [];
  const apply = typeof first?.apply === "string" ? first.apply : (first?.label ?? "");
  const after = found && state.sliceDoc(0, found.from) + apply + state.sliceDoc(found.to ?? pos);
  return [after ?? undefined, found?.options.map(({ label }) => label) ?? []];
}

test.each([
  ["a name, with the quote that the editor closed", '{ "n|" }', '{ "name":  }', ['"name"', '"rate"', '"kind"']],
  ["only names that are not there yet", '{ "name": "x", "|" }', '{ "name": "x", "rate":  }', ['"rate"', '"kind"']],
  ["listed values", '{ "kind": "|" }', '{ "kind": "flat" }', ['"flat"', '"bonus"']],
  ["a listed value without its quotes yet", '{ "kind": | }', '{ "kind": "flat" }', ['"flat"', '"bonus"']],
  ["values of the company", '{ "name": "s|" }', '{ "name": "sales" }', ['"sales"']],
  ["words inside a formula", '{ "rate": "2 * part|" }', '{ "rate": "2 * participant.rate" }', ["participant.rate"]],
])("%s", (_label, written, after, labels) => {
  expect(complete(written)).toEqual([after, labels]);
});
