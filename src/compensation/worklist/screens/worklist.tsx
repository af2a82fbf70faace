import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Amount } from "../../../app/web/kit/amount.tsx";
import { api } from "../../../app/web/kit/client.ts";
import { formatDate } from "../../../app/web/kit/date.ts";
import type { ListColumn } from "../../../app/web/kit/list/columns.ts";
import { ListTable } from "../../../app/web/kit/list/list-table.tsx";
import type { ListSearch } from "../../../app/web/kit/list/search.ts";
import { PageHeader } from "../../../app/web/kit/page.tsx";
import { useRights } from "../../../app/web/kit/rights.ts";
import { EmptyState, LoadingState } from "../../../app/web/kit/states.tsx";
import { text } from "../../../app/web/kit/text.ts";
import { UNPAID_REASONS, type UnpaidReason } from "../reasons.ts";
import type { TransactionKey } from "../schemas.ts";
import { AssignOwners } from "./assign-owners.tsx";
import { OwnershipChanges } from "./ownership-changes.tsx";
import { worklistSummaryQuery } from "./queries.ts";
import { ALL, ReasonCounts } from "./reason-counts.tsx";
import classes from "./worklist.module.css";

type Row = {
  readonly source: string;
  readonly transaction: string;
  readonly line: string;
  readonly date: string;
  readonly reason: UnpaidReason;
  readonly owner: string | null;
  readonly ownerName: string | null;
  readonly customer: string | null;
  readonly customerName: string | null;
  readonly product: string | null;
  readonly productName: string | null;
  readonly amount: string;
  readonly currency: string;
};

/** In no id. */
const DIVIDER = "\u0000";
const keyOf = ({ source, transaction, line }: Pick<Row, "source" | "transaction" | "line">) => [source, transaction, line].join(DIVIDER);

/** Transactions without owner, credit or pay, each with the reason; chosen ones get an owner or are split, after a look at what changes. */
export function WorklistScreen() {
  const words = text.worklist;
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [assigning, setAssigning] = useState(false);
  const manages = useRights().reach("worklist.manage") !== undefined;
  const summary = useQuery(worklistSummaryQuery);
  // What stands above the list is known before it is drawn: nothing moves.
  if (summary.isPending)
    return (
      <>
        <PageHeader title={words.title} lead={words.lead} />
        <LoadingState />
      </>
    );
  const heldBack = summary.data?.heldBack ?? 0;
  return (
    <>
      <PageHeader title={words.title} lead={words.lead} />
      <ReasonCounts reasons={summary.data?.reasons} />
      {heldBack > 0 ? (
        <p className={classes["held"]}>
          {`${words.heldBack(heldBack)}. ${words.heldBackFix} `}
          <Link to="/imports">{words.toImports}</Link>
        </p>
      ) : null}
      <ListTable
        label={words.title}
        name="worklist"
        endpoint={api.worklist}
        query={shownFirst}
        columns={worklistColumns()}
        exported
        searchLabel={words.search}
        keyOf={keyOf}
        {...(manages ? { selection: { selected, change: setSelected } } : {})}
        tools={
          manages && selected.size > 0 ? (
            <Button aria-haspopup="dialog" onClick={() => setAssigning(true)}>
              {`${words.assign} (${selected.size})`}
            </Button>
          ) : undefined
        }
        link={({ source, transaction, line }: Row) => ({
          to: "/transactions/$source/$transaction/$line",
          params: { source, transaction, line },
        })}
        empty={<EmptyState title={words.empty}>{words.emptyFix}</EmptyState>}
        below={<OwnershipChanges />}
      />
      {assigning ? (
        <AssignOwners
          transactions={[...selected].map(transactionOf)}
          close={(isDone) => {
            setAssigning(false);
            if (isDone) setSelected(new Set());
          }}
        />
      ) : null}
    </>
  );
}

/** Without a wish of one's own, what waits for somebody. */
function shownFirst(search: ListSearch): ListSearch {
  const { open, ...rest } = search;
  if (open === ALL || (open === undefined && search["reason"] !== undefined)) return rest;
  return { ...rest, open: open ?? "true" };
}

function transactionOf(key: string): TransactionKey {
  const [source = "", transaction = "", line = ""] = key.split(DIVIDER);
  return { source, transaction, line };
}

function worklistColumns(): readonly ListColumn<Row>[] {
  const words = text.worklist;
  const options = UNPAID_REASONS.map((value) => ({ value, label: words.reasons[value].title }));
  return [
    {
      id: "transaction",
      title: text.line.transaction,
      cell: ({ transaction, line }) => text.line.name(transaction, line),
      sortable: true,
      width: "10rem",
    },
    {
      id: "date",
      title: text.line.date,
      cell: ({ date }) => formatDate(date),
      raw: ({ date }) => date,
      sortable: true,
      filter: { kind: "dates" },
      width: "8rem",
    },
    {
      id: "reason",
      title: words.reason,
      cell: ({ reason }) => (
        <span title={words.reasons[reason].fix} className={classes["reason"]}>
          {words.reasons[reason].title}
        </span>
      ),
      raw: ({ reason }) => `${words.reasons[reason].title}. ${words.reasons[reason].fix}`,
      sortable: true,
      filter: { kind: "choice", options },
    },
    {
      id: "ownerName",
      title: words.owner,
      cell: ({ ownerName, owner }) => ownerName ?? owner ?? "",
      sortable: true,
      width: "10rem",
      wide: true,
    },
    {
      id: "customerName",
      title: words.customer,
      cell: ({ customerName, customer }) => customerName ?? customer ?? "",
      sortable: true,
      width: "11rem",
      wide: true,
    },
    {
      id: "productName",
      title: words.product,
      cell: ({ productName, product }) => productName ?? product ?? "",
      width: "10rem",
      hidden: true,
    },
    {
      id: "amount",
      title: words.value,
      cell: ({ amount, currency }) => <Amount value={amount} currency={currency} />,
      raw: ({ amount }) => amount,
      sortable: true,
      filter: { kind: "amounts" },
      figure: true,
    },
  ];
}
