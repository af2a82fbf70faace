import { useEffect, useEffectEvent, useRef, useState } from "react";
import { pageNonce } from "./nonce.ts";
import type { Offers } from "./json-editor/completion.ts";
import type { DocumentProblem, JsonEditorHandle } from "./json-editor/editor.ts";
import classes from "./json-editor.module.css";
import type { Schema } from "./json-editor/schema.ts";
import { text } from "./text.ts";

type JsonEditorProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** JSON Schema of the document, for completion. */
  readonly schema?: Schema;
  /** What else may stand at a place. */
  readonly offers?: Offers;
  /** What the server found wrong, shown at its place and listed below. */
  readonly problems?: readonly DocumentProblem[];
  readonly readOnly?: boolean;
};

const NONE: readonly DocumentProblem[] = [];

/** A JSON document as text, with completion from its schema and problems at their places. The editor is loaded where it is used. */
export function JsonEditor({ label, value, onChange, schema, offers, problems = NONE, readOnly = false }: JsonEditorProps) {
  const parent = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<JsonEditorHandle>();
  const changed = useEffectEvent(onChange);
  const first = useEffectEvent(() => value);
  const offered = useEffectEvent<Offers>((path, document) => offers?.(path, document) ?? {});
  useEffect(() => {
    let made: JsonEditorHandle | undefined;
    let left = false;
    const open = async () => {
      const { openEditor } = await import("./json-editor/editor.ts");
      if (left || !parent.current) return;
      made = openEditor({
        parent: parent.current,
        text: first(),
        label,
        schema,
        offers: (path, document) => offered(path, document),
        readOnly,
        nonce: pageNonce(),
        changed: (next) => changed(next),
      });
      setEditor(made);
    };
    void open();
    return () => {
      left = true;
      made?.destroy();
    };
  }, [label, schema, readOnly]);
  useEffect(() => editor?.setText(value), [editor, value]);
  useEffect(() => editor?.setProblems(problems), [editor, problems]);
  return (
    <div>
      <div ref={parent} className={classes["editor"]}>
        {editor ? null : <p className={classes["loading"]}>{text.editor.loading}</p>}
      </div>
      {readOnly ? null : <p className={classes["leave"]}>{text.editor.leave}</p>}
      {problems.length > 0 ? (
        <section aria-label={text.editor.problems(problems.length)} className={classes["problems"]}>
          <strong>{text.editor.problems(problems.length)}</strong>
          <ul>
            {problems.map(({ place, message }) => (
              <li key={`${place} ${message}`}>
                {place === "" ? null : <code>{place}</code>} {message}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}
