import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Crumbs } from "../../app/web/kit/crumbs.tsx";
import { PageHeader } from "../../app/web/kit/page.tsx";
import { sessionQuery } from "../../app/web/kit/queries.ts";
import { QueryView } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import { firstForm } from "../form/first.ts";
import { planOf } from "../form/write.ts";
import { nextVersion } from "../next-version.ts";
import { PlanEditor } from "./plan-editor.tsx";
import { type PlanChoices, planChoicesQuery, planQuery } from "./queries.ts";

const here = getRouteApi("/signed-in/plans/$plan/$version/edit");

/** Edits a version of a plan, or writes the one after it. */
export function EditPlanScreen() {
  const { plan, version } = here.useParams();
  const { set, as } = here.useSearch();
  const key = { plan, version, ...(set === undefined ? {} : { set }) };
  const found = useQuery({ ...planQuery(key), staleTime: 0 });
  const words = text.planEditor;
  return (
    <QueryView query={found}>
      {({ document, hash }) => (
        <>
          <Head
            title={as === "new" ? words.titleNew(document.name) : words.title(document.name, version)}
            parent={
              <Link to="/plans/$plan/$version" params={{ plan, version }} search={set === undefined ? {} : { set }}>
                {document.name}
              </Link>
            }
          />
          {as === "new" ? (
            <PlanEditor planKey={key} before={document} start={nextVersion(document, today())} />
          ) : (
            <PlanEditor planKey={key} before={document} start={document} basedOn={hash} />
          )}
        </>
      )}
    </QueryView>
  );
}

/** Writes the first version of a plan. */
export function NewPlanScreen() {
  const { currency } = useSuspenseQuery(sessionQuery).data.company;
  const choices = useQuery(planChoicesQuery);
  const words = text.planEditor;
  const begun = (found: PlanChoices) => {
    const day = today();
    const name = words.firstName(day.slice(0, 4));
    return planOf(firstForm({ ...found, today: day, currency, name, label: words.firstLabel }));
  };
  return (
    <>
      <Head title={words.titleFirst} />
      <QueryView query={choices}>{(found) => <PlanEditor start={begun(found)} />}</QueryView>
    </>
  );
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function Head({ title, parent }: { readonly title: string; readonly parent?: React.ReactNode }) {
  const trail = [
    { label: text.plan.all, link: <Link to="/plans">{text.plan.all}</Link> },
    ...(parent ? [{ label: "", link: parent }] : []),
    { label: title },
  ];
  return <PageHeader above={<Crumbs trail={trail} />} title={title} lead={text.planEditor.lead} />;
}
