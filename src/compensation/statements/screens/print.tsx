import { Button } from "@mantine/core";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { Amount } from "../../../app/web/kit/amount.tsx";
import { formatDate, formatInterval } from "../../../app/web/kit/date.ts";
import { formatDecimal } from "../../../app/web/kit/number.ts";
import { Facts } from "../../../app/web/kit/page.tsx";
import { sessionQuery } from "../../../app/web/kit/queries.ts";
import { QueryView } from "../../../app/web/kit/states.tsx";
import { text } from "../../../app/web/kit/text.ts";
import type { StatementVersions } from "../versions/schemas.ts";
import { Findings } from "./findings.tsx";
import { headerFacts } from "./header-facts.tsx";
import "./print.css";
import { allLinesQuery, type StatementAddress, statementQuery, versionsQuery } from "./queries.ts";
import { SinceLast } from "./since-last.tsx";
import classes from "./print.module.css";
import type { StatementLine, StatementMeasure, StatementPage } from "./types.ts";

const here = getRouteApi("/signed-in/statements/$participant/$period/print");

/** A statement as it goes on paper, A4: everything it stands on, every line, and the sum that they make. */
export function PrintScreen() {
  const address: StatementAddress = { ...here.useParams(), ...here.useSearch() };
  const statement = useQuery(statementQuery(address));
  const versions = useQuery(versionsQuery(address));
  const lines = useQuery(allLinesQuery(address));
  const { participant, period, ...search } = address;
  const isReady = statement.isSuccess && versions.isSuccess && lines.isSuccess;
  return (
    <>
      <div className={classes["tools"]}>
        <Link to="/statements/$participant/$period" params={{ participant, period }} search={search}>
          {text.disputes.toStatement}
        </Link>
        <Button disabled={!isReady} onClick={() => window.print()}>
          {text.statement.print}
        </Button>
      </div>
      <QueryView query={statement}>
        {(data) => (
          <QueryView query={versions}>
            {(found) => (
              <QueryView query={lines}>{(all) => <Paper statement={data} versions={found} lines={all} address={address} />}</QueryView>
            )}
          </QueryView>
        )}
      </QueryView>
    </>
  );
}

type PaperProps = {
  readonly statement: StatementPage;
  readonly versions: StatementVersions;
  readonly lines: readonly StatementLine[];
  readonly address: StatementAddress;
};

function Paper({ statement, versions, lines, address }: PaperProps) {
  const words = text.statement;
  const { company } = useSuspenseQuery(sessionQuery).data;
  const { name, participant, period, from, to, currency, measures, findings } = statement;
  useEffect(() => {
    const before = document.title;
    document.title = `${company.name} · ${name} · ${period}`; // the browser prints it at the paper's edge, and offers it as the file's name
    return () => {
      document.title = before;
    };
  }, [company.name, name, period]);
  return (
    <article className={classes["paper"]}>
      <header className={classes["head"]}>
        <div>
          <p className={classes["company"]}>{company.name}</p>
          {company.demo ? <p className={classes["quiet"]}>{words.demo}</p> : null}
        </div>
        <p className={classes["company"]}>{words.printed}</p>
      </header>
      <h1 className={classes["title"]}>{`${name}, ${period}`}</h1>
      <p className={classes["quiet"]}>{`${words.participant} ${participant} · ${formatInterval(from, to)}`}</p>
      <p className={classes["total"]}>
        {words.total} <Amount value={statement.amount} currency={currency} size="large" />
      </p>
      <div className={classes["facts"]}>
        <Facts facts={[...headerFacts(statement, versions), { label: words.engine, value: statement.engineVersion }]} />
      </div>
      {findings.length > 0 ? <Findings findings={findings} /> : null}
      {measures.length > 0 ? <Measures measures={measures} /> : null}
      <Components statement={statement} versions={versions} />
      <Lines statement={statement} versions={versions} lines={lines} />
      <SinceLast statement={statement} versions={versions} address={address} />
    </article>
  );
}

function Measures({ measures }: { readonly measures: readonly StatementMeasure[] }) {
  const words = text.statement;
  return (
    <section>
      <h2 className={classes["part"]}>{words.measures}</h2>
      <table className={classes["table"]}>
        <thead>
          <tr>
            <th scope="col">{text.home.measure}</th>
            <th scope="col">{text.statements.period}</th>
            <th scope="col" className={classes["figure"]}>
              {text.home.reached}
            </th>
            <th scope="col" className={classes["figure"]}>
              {text.home.quota}
            </th>
            <th scope="col" className={classes["figure"]}>
              {text.statements.attainment}
            </th>
          </tr>
        </thead>
        <tbody>
          {measures.map(({ plan, name, position, window, amount, quota, attainmentPercent }) => (
            <tr key={`${plan} ${name} ${position} ${window}`}>
              <td>{`${words.measure(name)}, ${position}`}</td>
              <td>{window}</td>
              <td className={classes["figure"]}>
                <Amount value={amount} />
              </td>
              <td className={classes["figure"]}>{quota === null ? text.statements.noQuota : <Amount value={quota} />}</td>
              <td className={classes["figure"]}>{attainmentPercent === null ? "" : words.percent(formatDecimal(attainmentPercent))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type PartProps = { readonly statement: StatementPage; readonly versions: StatementVersions };

function Components({ statement: { components, currency, amount }, versions }: PartProps) {
  const words = text.statement;
  return (
    <section>
      <h2 className={classes["part"]}>{words.payIn(currency)}</h2>
      <table className={classes["table"]}>
        <tbody>
          {components.map(({ plan, version, component, label, planName, lines, amount: paid }) => (
            <tr key={`${plan} ${version} ${component}`}>
              <td>
                {plan === "" ? text.adjustments.title : label}{" "}
                <span className={classes["quiet"]}>{words.lines(lines, plan === "" ? text.adjustments.byHand : planName)}</span>
              </td>
              <td className={classes["figure"]}>
                <Amount value={paid} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>{words.sumOfLines(versions.lines.count)}</td>
            <td className={classes["figure"]}>
              <Amount value={versions.lines.amount} />
            </td>
          </tr>
          <tr>
            <td>{words.total}</td>
            <td className={classes["figure"]}>
              <Amount value={amount} currency={currency} />
            </td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function Lines({ statement: { components, currency }, versions, lines }: PartProps & { readonly lines: readonly StatementLine[] }) {
  const words = text.statement;
  const labels = new Map(components.map(({ component, label }) => [component, label]));
  if (lines.length === 0) return null;
  return (
    <section>
      <h2 className={classes["part"]}>{words.allLines}</h2>
      <table className={classes["table"]}>
        <thead>
          <tr>
            <th scope="col">{words.component}</th>
            <th scope="col">{text.line.transaction}</th>
            <th scope="col">{text.line.date}</th>
            <th scope="col" className={classes["figure"]}>
              {text.line.credited}
            </th>
            <th scope="col" className={classes["figure"]}>
              {words.exact}
            </th>
            <th scope="col" className={classes["figure"]}>{`${text.line.pay}, ${currency}`}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.lineNo}>
              <td>{line.adjustment === "manual" ? text.adjustments.title : (labels.get(line.component) ?? line.component)}</td>
              <td>
                {line.transaction === null
                  ? (line.reason ?? text.line.without(line.adjustment, line.window))
                  : text.line.name(line.transaction, line.line ?? "1")}
                {line.customer === null ? null : <span className={classes["quiet"]}> {line.customer}</span>}
              </td>
              <td>{line.date === null ? line.window : formatDate(line.date)}</td>
              <td className={classes["figure"]}>{line.credited === null ? "" : <Amount value={line.credited} />}</td>
              <td className={classes["figure"]}>{exactText(line.exact)}</td>
              <td className={classes["figure"]}>
                <Amount value={line.amount} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={5}>{words.sumOfLines(versions.lines.count)}</td>
            <td className={classes["figure"]}>
              <Amount value={versions.lines.amount} />
            </td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

/** An exact amount for show: "3657.0672312" with the reader's separators, "≈0.333" as it is. */
function exactText(exact: string): string {
  return /^-?\d+(\.\d+)?$/.test(exact) ? formatDecimal(exact) : exact;
}
