import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { formatDate } from "../../app/web/kit/date.ts";
import { formatCount } from "../../app/web/kit/number.ts";
import { Panel, Section } from "../../app/web/kit/page.tsx";
import { EmptyState, FailureState, LoadingState } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import classes from "./plan-form.module.css";
import { intakeQuery, type PlanIntake } from "./queries.ts";

type PlanIntakeProps = { readonly written: string; readonly ready: boolean };

/** Whom the document would take in on a day, before it is published; who of them is on another plan too, and who is on none. */
export function PlanIntakeSection({ written, ready }: PlanIntakeProps) {
  const words = text.planForm;
  const [day, setDay] = useState("");
  const found = useQuery({ ...intakeQuery(written, day), enabled: ready, placeholderData: (earlier) => earlier });
  return (
    <Section
      title={words.intake}
      beside={
        <TextInput
          aria-label={words.intakeDay}
          type="date"
          size="xs"
          value={day === "" ? (found.data?.day ?? "") : day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
      }
    >
      {found.isError ? <FailureState error={found.error} retry={() => void found.refetch()} /> : null}
      {found.data ? <Lists intake={found.data} /> : found.isFetching ? <LoadingState /> : null}
      {!found.data && !found.isFetching && !found.isError ? <EmptyState title={words.intakeFix} /> : null}
    </Section>
  );
}

function Lists({ intake }: { readonly intake: PlanIntake }) {
  const words = text.planForm;
  const { day, people, seats, twice, taken, none, onNone } = intake;
  return (
    <div className={classes["lists"]}>
      <Panel padded>
        <div className={classes["list"]}>
          <h3>{words.taken(people, seats, formatDate(day))}</h3>
          {people === 0 ? <p className={classes["help"]}>{words.takenNobody}</p> : null}
          {twice > 0 ? <p className={classes["also"]}>{words.twice(twice)}</p> : null}
          <People rows={taken} all={seats} />
        </div>
      </Panel>
      <Panel padded>
        <div className={classes["list"]}>
          <h3>{words.onNone(onNone)}</h3>
          {onNone === 0 ? <p className={classes["help"]}>{words.nobodyLeft}</p> : null}
          <People rows={none} all={onNone} />
        </div>
      </Panel>
    </div>
  );
}

function People({ rows, all }: { readonly rows: PlanIntake["taken"]; readonly all: number }) {
  const words = text.planForm;
  if (rows.length === 0) return null;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls is reached by keyboard
    <ul className={classes["people"]} tabIndex={0}>
      {rows.map(({ participant, name, position, title, others }) => (
        <li key={`${participant} ${position}`}>
          <Link to="/people/$participant" params={{ participant }}>
            {name}
          </Link>{" "}
          <span className={classes["help"]}>{title || position}</span>{" "}
          {others.length > 0 ? <span className={classes["also"]}>{words.also(others.join(", "))}</span> : null}
        </li>
      ))}
      {all > rows.length ? <li className={classes["help"]}>{words.more(formatCount(all - rows.length))}</li> : null}
    </ul>
  );
}
