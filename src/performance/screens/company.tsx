import { AttainmentBar } from "../../compensation/statements/screens/attainment-bar.tsx";
import { Amount } from "../../app/web/kit/amount.tsx";
import { DataTable } from "../../app/web/kit/data-table.tsx";
import { formatCount, formatDecimal } from "../../app/web/kit/number.ts";
import { Facts, Section } from "../../app/web/kit/page.tsx";
import { text } from "../../app/web/kit/text.ts";
import classes from "./home.module.css";
import type { CompanyHome } from "./types.ts";

/** Whether the company is on course in the present period, and what that costs so far. */
export function CompanyPart({ company }: { readonly company: CompanyHome }) {
  const words = text.home;
  return (
    <Section
      title={company.period === null ? words.company : words.companyIn(company.period)}
      beside={
        company.pacePercent === null ? null : <span className={classes["quiet"]}>{words.pace(formatDecimal(company.pacePercent))}</span>
      }
    >
      <DataTable
        rows={company.measures}
        keyOf={({ plan, measure }) => `${plan} ${measure}`}
        empty={words.noQuotas}
        columns={[
          {
            title: words.measure,
            cell: ({ plan, measure }) => (
              <>
                {text.statement.measure(measure)}
                <div className={classes["quiet"]}>{text.statement.measure(plan)}</div>
              </>
            ),
          },
          {
            title: text.statements.attainment,
            cell: ({ attainmentPercent }) => (attainmentPercent === null ? null : <AttainmentBar percent={attainmentPercent} />),
            figure: true,
          },
          { title: words.reached, cell: ({ amount }) => <Amount value={amount} />, figure: true, wide: true },
          { title: words.quota, cell: ({ quota }) => <Amount value={quota} />, figure: true, wide: true },
          {
            title: words.atQuota,
            cell: ({ reached, people }) => words.ofPeople(formatCount(reached), formatCount(people)),
            figure: true,
            wide: true,
          },
        ]}
      />
      <div className={classes["below"]}>
        <Facts
          facts={company.pay.map(({ currency, amount, people }) => ({
            label: words.provisionalPayOf(formatCount(people)),
            value: <Amount value={amount} currency={currency} />,
          }))}
        />
      </div>
      <p className={classes["note"]}>{words.companyNote}</p>
    </Section>
  );
}
