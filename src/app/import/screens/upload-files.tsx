import { Button, CloseButton, FileButton } from "@mantine/core";
import { IconFileImport } from "@tabler/icons-react";
import { useState } from "react";
import { formatMoment } from "../../web/kit/date.ts";
import { Panel } from "../../web/kit/page.tsx";
import table from "../../web/kit/table.module.css";
import { text } from "../../web/kit/text.ts";
import classes from "./import.module.css";
import { type Recognition, suggestionsOf } from "./mapping-document.ts";

/** A file of this import: on its way, recognised, or refused. */
export type SentFile = {
  readonly id: number;
  readonly name: string;
  readonly bytes: number;
  readonly recognition?: Recognition;
  readonly failure?: string;
};

type UploadFilesProps = {
  readonly files: readonly SentFile[];
  readonly add: (files: readonly File[]) => void;
  readonly remove: (file: SentFile) => void;
};

/** Where files are dropped or chosen, and what was recognised of each. */
export function UploadFiles({ files, add, remove }: UploadFilesProps) {
  const [over, setOver] = useState(false);
  return (
    <>
      <div
        className={classes["drop"]}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          add([...event.dataTransfer.files]);
        }}
      >
        <IconFileImport aria-hidden size={28} stroke={1.5} />
        <p>{text.imports.drop}</p>
        <FileButton
          multiple
          accept=".csv,.gz,.tsv,.txt,.xlsx,.xlsm,.json"
          onChange={add}
          inputProps={{ "aria-label": text.imports.choose }}
        >
          {(props) => (
            <Button {...props} variant="default">
              {text.imports.choose}
            </Button>
          )}
        </FileButton>
        <p className={table["quiet"]}>{text.imports.kinds}</p>
      </div>
      {files.length > 0 ? (
        <Panel>
          <ul className={classes["files"]} aria-label={text.imports.files}>
            {files.map((file) => (
              <li key={file.id}>
                <div>
                  <strong>{file.name}</strong>
                  <div
                    className={file.failure === undefined ? table["quiet"] : classes["problem"]}
                    role={file.failure === undefined ? undefined : "alert"}
                  >
                    {file.failure ?? describe(file)}
                  </div>
                </div>
                <CloseButton aria-label={text.imports.removeFile(file.name)} onClick={() => remove(file)} />
              </li>
            ))}
          </ul>
        </Panel>
      ) : null}
    </>
  );
}

function describe({ recognition, bytes }: SentFile): string {
  if (!recognition) return text.imports.sending;
  if (recognition.kind !== "table") return text.imports.fileKinds[recognition.kind];
  const size = text.imports.kilobytes(Math.max(1, Math.round(bytes / 1024)));
  const parts = recognition.files.map(({ file, columns, correction, ...found }) => {
    if (correction) {
      const { mapping, file: of, createdAt } = correction;
      return (mapping ? text.imports.corrected : text.imports.correctedUnknown)(of, formatMoment(createdAt));
    }
    const sheet = file.split("#")[1];
    const tables = [...new Set(suggestionsOf(found).flatMap(({ entry: { table: name } }) => (typeof name === "string" ? [name] : [])))];
    const what = tables.length > 0 ? tables.join(" + ") : text.imports.noTable;
    return `${sheet === undefined ? "" : `${sheet}: `}${what}, ${text.imports.columnCount(columns.length)}`;
  });
  return [...parts, size].join(" · ");
}
