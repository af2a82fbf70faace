import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { api } from "../../web/kit/client.ts";
import { formatMoment } from "../../web/kit/date.ts";
import { figureColumn, type ListColumn, textColumn } from "../../web/kit/list/columns.ts";
import type { RowOf } from "../../web/kit/list/list-query.ts";
import { ListTable } from "../../web/kit/list/list-table.tsx";
import { PageHeader } from "../../web/kit/page.tsx";
import { EmptyState } from "../../web/kit/states.tsx";
import { text } from "../../web/kit/text.ts";

type ImportRow = RowOf<typeof api.imports>;

const STATES = ["staging", "published", "preview", "cancelled", "failed"] as const;

/** Every import and check, the latest first. */
export function ImportsScreen() {
  const begin = (
    <Button variant="default" renderRoot={(props) => <Link to="/imports/new" {...props} />}>
      {text.imports.begin}
    </Button>
  );
  return (
    <>
      <PageHeader title={text.imports.title} beside={begin} />
      <ListTable
        label={text.imports.title}
        name="imports"
        endpoint={api.imports}
        columns={importColumns()}
        keyOf={(row: ImportRow) => String(row.import)}
        link={(row) => ({ to: "/imports/$import", params: { import: String(row.import) } })}
        searchLabel={text.imports.search}
        exported
        empty={<EmptyState title={text.imports.none} />}
      />
    </>
  );
}

function importColumns(): readonly ListColumn<ImportRow>[] {
  const words = text.imports;
  const count = (id: "new" | "changed" | "rejected") => figureColumn<ImportRow>(id, words.countNames[id], (row) => String(row[id]));
  return [
    {
      id: "createdAt",
      title: words.started,
      cell: ({ createdAt }) => formatMoment(createdAt),
      raw: ({ createdAt }) => createdAt,
      sortable: true,
      width: "12rem",
    },
    {
      id: "state",
      title: words.state,
      cell: ({ undone, state }) => words.states[undone ? "undone" : state],
      sortable: true,
      width: "9rem",
      filter: { kind: "choice", options: STATES.map((value) => ({ value, label: words.states[value] })) },
    },
    textColumn("fileNames", words.files, ({ files }) => words.fileCount(files[0]?.name ?? "", files.length)),
    count("new"),
    count("changed"),
    count("rejected"),
    {
      ...figureColumn<ImportRow>("changeNumber", text.transaction.change, ({ changeNumber }) => changeNumber?.toString() ?? null),
      hidden: true,
    },
  ];
}
