/** Parsed JSON, or why it is none. The key `__proto__` is refused: it would change objects instead of standing in them. */
export type ParsedJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly line: number; readonly reason: string; readonly fix: string };

export function parseJson(text: string): ParsedJson {
  let reserved = false;
  try {
    const value: unknown = JSON.parse(text.startsWith("\ufeff") ? text.slice(1) : text, (key, item: unknown) => {
      reserved ||= key === "__proto__";
      return item;
    });
    if (reserved)
      return { ok: false, line: lineOf(text, text.indexOf("__proto__")), reason: "uses the name __proto__", fix: "Choose another name" };
    return { ok: true, value };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const position = /position (\d+)/.exec(message)?.[1];
    return {
      ok: false,
      line: position === undefined ? lineOf(text, text.length) : lineOf(text, Number(position)),
      reason: `is not JSON (${message})`,
      fix: "Correct the syntax",
    };
  }
}

function lineOf(text: string, position: number): number {
  return text.slice(0, position).split("\n").length;
}
