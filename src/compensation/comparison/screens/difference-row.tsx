import { ActionIcon } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Amount } from "../../../app/web/kit/amount.tsx";
import { DataTable } from "../../../app/web/kit/data-table.tsx";
import { QueryView } from "../../../app/web/kit/states.tsx";
import { text } from "../../../app/web/kit/text.ts";
import { Causes } from "./causes.tsx";
import classes from "./comparison.module.css";
import { lineDifferencesQuery } from "./queries.ts";
import type { StatementDifference } from "./types.ts";

type DifferenceRowProps = { readonly calculation: number; readonly difference: StatementDifference };

/** Somebody who is paid otherwise: before, now, why; unfolded, by component and line. */
export function DifferenceRow({ calculation, difference }: DifferenceRowProps) {
  const [open, setOpen] = useState(false);
  const words = text.comparison;
  const { participant, name, period, currency } = difference;
  const id = `lines-${participant}-${period}-${currency}`;
  return (
    <li className={classes["item"]}>
      <div className={classes["row"]}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-expanded={open}
          aria-controls={id}
          aria-label={words.linesOf(name, period)}
          onClick={() => setOpen(!open)}
        >
          <IconChevronRight size={18} stroke={1.7} aria-hidden="true" className={classes["chevron"]} data-open={open || undefined} />
        </ActionIcon>
        <div className={classes["words"]}>
          <span className={classes["name"]}>{name}</span>
          <span className={classes["quiet"]}>{period}</span>
          <Causes causes={difference.causes} />
        </div>
        <div className={classes["amounts"]}>
          <span className={classes["quiet"]}>
            {difference.before === null ? words.none : <Amount value={difference.before} />} →{" "}
            {difference.after === null ? words.none : <Amount value={difference.after} />}
          </span>
          <strong>
            <Amount value={difference.difference} currency={currency} />
          </strong>
        </div>
      </div>
      {open ? (
        <div id={id} className={classes["lines"]}>
          <Lines calculation={calculation} difference={difference} />
        </div>
      ) : null}
    </li>
  );
}

function Lines({ calculation, difference: { participant, period, currency } }: DifferenceRowProps) {
  const words = text.comparison;
  const query = useQuery(lineDifferencesQuery(calculation, { participant, period, currency }));
  return (
    <QueryView query={query}>
      {({ items }) => (
        <DataTable
          rows={items.map((item, index) => ({ ...item, index }))}
          keyOf={({ index }) => String(index)}
          empty={words.noLines}
          columns={[
            { title: words.component, cell: ({ component }) => text.statement.measure(component) },
            {
              title: text.line.transaction,
              cell: ({ transaction, line, window }) =>
                transaction === null ? text.line.without(null, window) : text.line.name(transaction, line ?? "1"),
            },
            {
              title: words.before,
              cell: ({ before }) => (before === null ? words.none : <Amount value={before} />),
              figure: true,
              wide: true,
            },
            { title: words.after, cell: ({ after }) => (after === null ? words.none : <Amount value={after} />), figure: true, wide: true },
            { title: words.difference(currency), cell: ({ difference }) => <Amount value={difference} />, figure: true },
          ]}
        />
      )}
    </QueryView>
  );
}
