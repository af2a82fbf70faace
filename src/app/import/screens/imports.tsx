import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, bodyOf } from "../../web/kit/client.ts";
import { formatMoment } from "../../web/kit/date.ts";
import { formatCount } from "../../web/kit/number.ts";
import { PageHeader, Panel } from "../../web/kit/page.tsx";
import { EmptyState, QueryView } from "../../web/kit/states.tsx";
import table from "../../web/kit/table.module.css";
import { text } from "../../web/kit/text.ts";

/** Every import and check, the latest first. */
export function ImportsScreen() {
  const query = useQuery({ queryKey: ["imports"], queryFn: () => bodyOf(api.imports.$get({ query: {} })), staleTime: 0 });
  const begin = (
    <Button variant="default" renderRoot={(props) => <Link to="/imports/new" {...props} />}>
      {text.imports.begin}
    </Button>
  );
  return (
    <>
      <PageHeader title={text.imports.title} beside={begin} />
      <QueryView query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={text.imports.none} />
          ) : (
            <Panel>
              <div className={table["scroll"]} tabIndex={0}>
                <table className={table["table"]}>
                  <thead>
                    <tr>
                      <th scope="col">{text.imports.title}</th>
                      <th scope="col">{text.imports.state}</th>
                      <th scope="col">{text.imports.files}</th>
                      <th scope="col" className={table["figure"]}>
                        {text.imports.countNames.new}
                      </th>
                      <th scope="col" className={table["figure"]}>
                        {text.imports.countNames.changed}
                      </th>
                      <th scope="col" className={table["figure"]}>
                        {text.imports.countNames.rejected}
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {items.map((one) => (
                      <tr key={one.import}>
                        <td>
                          <Link className={table["link"]} to="/imports/$import" params={{ import: String(one.import) }}>
                            {formatMoment(one.createdAt)}
                          </Link>
                        </td>
                        <td>{text.imports.states[one.undone ? "undone" : one.state]}</td>
                        <td>{text.imports.fileCount(one.files[0]?.name ?? "", one.files.length)}</td>
                        <td className={table["figure"]}>{formatCount(one.new)}</td>
                        <td className={table["figure"]}>{formatCount(one.changed)}</td>
                        <td className={table["figure"]}>{formatCount(one.rejected)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            </Panel>
          )
        }
      </QueryView>
    </>
  );
}
