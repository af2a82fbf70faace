import { ActionIcon } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Amount } from "../../../app/web/kit/amount.tsx";
import { Spoken } from "../../../app/web/kit/page.tsx";
import { text } from "../../../app/web/kit/text.ts";
import { LineTable } from "./line-table.tsx";
import classes from "./pay-slip.module.css";
import type { StatementAddress } from "./queries.ts";
import type { StatementComponent, StatementPage } from "./types.ts";

type PaySlipProps = { readonly statement: StatementPage; readonly address: StatementAddress };

/** Components in the plan's order, each with its lines to unfold, and the total they sum to. */
export function PaySlip({ statement, address }: PaySlipProps) {
  const { participant, period, ...search } = address;
  return (
    <div className={classes["slip"]}>
      {statement.components.length === 0 ? <p className={classes["nothing"]}>{text.statement.nothing}</p> : null}
      {statement.components.map((component) => (
        <Component key={`${component.plan} ${component.version} ${component.component}`} component={component} address={address} />
      ))}
      <div className={classes["total"]}>
        <Link to="/statements/$participant/$period/why" params={{ participant, period }} search={search} className={classes["label"]}>
          {text.statement.total}
        </Link>
        <Amount value={statement.amount} size="large" />
      </div>
    </div>
  );
}

function Component({ component, address }: { readonly component: StatementComponent; readonly address: StatementAddress }) {
  const [open, setOpen] = useState(false);
  const { participant, period, ...search } = address;
  const id = `lines-${component.plan}-${component.component}`;
  // Adjustments belong to no plan, which names every other component.
  const label = component.plan === "" ? text.adjustments.title : component.label;
  const of = component.plan === "" ? text.adjustments.byHand : component.planName;
  return (
    <div className={classes["component"]}>
      <div className={classes["row"]}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-expanded={open}
          aria-controls={id}
          aria-label={text.statement.linesOf(label)}
          onClick={() => setOpen(!open)}
          disabled={component.lines === 0}
        >
          <IconChevronRight size={18} stroke={1.7} aria-hidden="true" className={classes["chevron"]} data-open={open || undefined} />
        </ActionIcon>
        <div className={classes["words"]}>
          <Link
            to="/statements/$participant/$period/why"
            params={{ participant, period }}
            search={{ ...search, component: component.component }}
            className={classes["label"]}
          >
            {label}
          </Link>
          <span className={classes["detail"]}>{text.statement.lines(component.lines, of)}</span>
        </div>
        <Link
          to="/statements/$participant/$period/why"
          params={{ participant, period }}
          search={{ ...search, component: component.component }}
          className={classes["amount"]}
        >
          <Amount value={component.amount} />
          <Spoken>{text.statement.why(label)}</Spoken>
        </Link>
      </div>
      {open ? (
        <div id={id}>
          <LineTable component={component} address={address} />
        </div>
      ) : null}
    </div>
  );
}
