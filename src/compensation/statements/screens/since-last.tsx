import { useQuery } from "@tanstack/react-query";
import { Amount } from "../../../app/web/kit/amount.tsx";
import { formatMoment } from "../../../app/web/kit/date.ts";
import { Facts, Panel, Section } from "../../../app/web/kit/page.tsx";
import { text } from "../../../app/web/kit/text.ts";
import { Causes } from "../../comparison/screens/causes.tsx";
import { changesQuery } from "../../explain/screens/queries.ts";
import type { StatementVersions } from "../versions/schemas.ts";
import type { StatementAddress } from "./queries.ts";
import classes from "./since-last.module.css";
import type { StatementPage } from "./types.ts";

type SinceLastProps = { readonly statement: StatementPage; readonly versions: StatementVersions; readonly address: StatementAddress };

/** How a statement differs from the version published before it: old, new, by which cause, who changed what, and when. */
export function SinceLast({ statement, versions: { before, published }, address }: SinceLastProps) {
  const words = text.statement;
  const compared = useQuery({ ...changesQuery(address), enabled: before !== null });
  if (before === null) return null;
  const isSame = before.amount === statement.amount;
  const { currency } = statement;
  return (
    <Section title={isSame ? words.sinceLastSame(before.calculation) : words.sinceLast(before.calculation)}>
      <Panel padded>
        <Facts
          facts={[
            {
              label: words.before,
              value: <Told amount={before.amount} currency={currency} moment={before.published} />,
            },
            { label: words.now, value: <Told amount={statement.amount} currency={currency} moment={published} /> },
          ]}
        />
        {compared.data?.difference ? <Causes causes={compared.data.difference.causes} /> : null}
        {before.changes.length > 0 ? (
          <div className={classes["changes"]}>
            <p className={classes["title"]}>{words.whatChanged}</p>
            <ul className={classes["list"]}>
              {before.changes.map(({ change, kind, at, by, reason }) => (
                <li key={change}>
                  {[words.changeKind(kind), reason, words.byAt(by, formatMoment(at)), words.dataAsOf(change)].filter(Boolean).join(" · ")}
                </li>
              ))}
            </ul>
          </div>
        ) : null}
      </Panel>
    </Section>
  );
}

type ToldProps = { readonly amount: string; readonly currency: string; readonly moment: StatementVersions["published"] };

function Told({ amount, currency, moment }: ToldProps) {
  return (
    <>
      <Amount value={amount} currency={currency} />
      {moment ? <div className={classes["quiet"]}>{text.statement.byAt(moment.by, formatMoment(moment.at))}</div> : null}
    </>
  );
}
