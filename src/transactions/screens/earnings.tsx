import { Link } from "@tanstack/react-router";
import { Amount } from "../../app/web/kit/amount.tsx";
import { Panel, Spoken } from "../../app/web/kit/page.tsx";
import { EmptyState } from "../../app/web/kit/states.tsx";
import table from "../../app/web/kit/table.module.css";
import { text } from "../../app/web/kit/text.ts";
import type { TransactionPage } from "./types.ts";

/** Every statement line that the transaction made, each leading to its reason. Nothing earned is said, not left blank. */
export function Earnings({ earnings }: { readonly earnings: TransactionPage["earnings"] }) {
  if (earnings.length === 0) return <EmptyState title={text.transaction.noEarnings} />;
  return (
    <Panel>
      <table className={table["table"]}>
        <thead>
          <tr>
            <th scope="col">{text.transaction.person}</th>
            <th scope="col">{text.transaction.period}</th>
            <th scope="col" className={table["wide"]}>
              {text.transaction.component}
            </th>
            <th scope="col" className={table["figure"]}>
              {text.statements.pay}
            </th>
          </tr>
        </thead>
        <tbody>
          {earnings.map(({ set, participant, name, period, component, lineNo, amount, currency }) => (
            <tr key={`${set} ${participant} ${period} ${lineNo}`}>
              <td>{name}</td>
              <td>{period}</td>
              <td className={table["wide"]}>
                {component} {set === "default" ? null : <span className={table["quiet"]}>{set}</span>}
              </td>
              <td className={table["figure"]}>
                <Link
                  to="/statements/$participant/$period/why"
                  params={{ participant, period }}
                  search={{ ...(set === "default" ? {} : { set }), component, line: lineNo }}
                  className={table["link"]}
                >
                  <Amount value={amount} currency={currency} />
                  <Spoken>{text.statement.why(component)}</Spoken>
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
