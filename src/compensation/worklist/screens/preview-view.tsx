import { Amount } from "../../../app/web/kit/amount.tsx";
import { DataTable } from "../../../app/web/kit/data-table.tsx";
import { formatCount } from "../../../app/web/kit/number.ts";
import { text } from "../../../app/web/kit/text.ts";
import type { OwnershipPreview } from "../schemas.ts";
import classes from "./worklist.module.css";

/** What new owners would change: how many, whose credit and pay from what to what, and what stays undone. */
export function PreviewView({ preview }: { readonly preview: OwnershipPreview }) {
  const words = text.worklist;
  const { transactions, people, credits, pay, still } = preview;
  return (
    <div className={classes["form"]} aria-live="polite">
      <p className={classes["summary"]}>{words.summary(transactions, people)}</p>
      <Moves title={words.creditOf} rows={credits} detail={({ plan }) => plan} empty={words.noCredit} />
      {pay !== null && pay.length > 0 ? <Moves title={words.payOf} rows={pay} /> : null}
      {still.length > 0 ? (
        <div>
          <p className={classes["quiet"]}>{words.still}</p>
          <ul className={classes["still"]}>
            {still.map(({ reason, transactions: count }) => (
              <li key={reason}>{`${words.reasons[reason].title}: ${formatCount(count)}. ${words.reasons[reason].fix}`}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
}

type Move = {
  readonly participant: string;
  readonly name: string;
  readonly currency: string;
  readonly before: string;
  readonly after: string;
};
type MovesProps<Row extends Move> = {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly detail?: (row: Row) => string;
  readonly empty?: string;
};

function Moves<Row extends Move>({ title, rows, detail, empty = "" }: MovesProps<Row>) {
  const words = text.worklist;
  return (
    <DataTable
      rows={rows}
      keyOf={(row) => `${row.participant} ${row.currency} ${detail?.(row) ?? ""}`}
      empty={empty}
      columns={[
        {
          title,
          cell: (row) => (
            <>
              {row.name} {detail ? <span className={classes["quiet"]}>{detail(row)}</span> : null}
            </>
          ),
        },
        { title: words.before, cell: ({ before, currency }) => <Amount value={before} currency={currency} />, figure: true },
        { title: words.after, cell: ({ after, currency }) => <Amount value={after} currency={currency} />, figure: true },
      ]}
    />
  );
}
