import type { InferResponseType } from "hono/client";
import type { api } from "../../web/kit/client.ts";
import { Panel, Section } from "../../web/kit/page.tsx";
import table from "../../web/kit/table.module.css";
import { text } from "../../web/kit/text.ts";
import classes from "./import.module.css";

type Sample = InferResponseType<typeof api.imports.rows.$post, 200>;

/** The first rows as they would be imported, and the first that would not. */
export function SampleRows({ sample }: { readonly sample: Sample }) {
  return (
    <Section title={text.imports.first}>
      {sample.tables.map((one, index) => (
        <TableSample key={`${index} ${one.file}`} {...one} />
      ))}
    </Section>
  );
}

function TableSample({ table: name, file, columns, rows, problems }: Sample["tables"][number]) {
  return (
    <>
      <h3 className={classes["tableTitle"]}>{text.imports.firstRows(name, file)}</h3>
      <Panel>
        <div className={table["scroll"]} tabIndex={0}>
          <table className={table["table"]}>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, 5).map(({ line, cells }, index) => (
                <tr key={`${line} ${index}`}>
                  {cells.map((cell, at) => (
                    <td key={columns[at]}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Panel>
      {problems.length > 0 ? (
        <ul className={classes["problems"]} aria-label={text.imports.failingRows}>
          {problems.slice(0, 5).map(({ line, column, value, reason, fix }) => (
            <li key={`${line} ${column}`}>
              <strong>{text.imports.line(line)}</strong> {column} {value === "" ? null : <code>{value}</code>} {reason}. {fix}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
