import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../app/web/kit/client.ts";

export type PlanKey = { readonly plan: string; readonly version: string; readonly set?: string };

const fetchPlan = ({ set, ...param }: PlanKey) =>
  bodyOf(api.plans[":plan"][":version"].$get({ param, query: set === undefined ? {} : { set } }));

export type PlanVersion = Awaited<ReturnType<typeof fetchPlan>>;
export type Plan = PlanVersion["document"];
export type Component = Plan["components"][number];

export const planQuery = (key: PlanKey) => queryOptions({ queryKey: ["plan", key], queryFn: () => fetchPlan(key) });

/** For whom a curve is drawn: somebody on the plan, or nobody with a quota. */
export type CurvesAsked = { readonly participant?: string; readonly position?: string; readonly quota?: string; readonly deals?: string };

const fetchCurves = ({ set, ...param }: PlanKey, asked: CurvesAsked) =>
  bodyOf(api.plans[":plan"][":version"].curves.$get({ param, query: { ...(set === undefined ? {} : { set }), ...asked } }));

export type Curves = Awaited<ReturnType<typeof fetchCurves>>;
export type ComponentCurve = Curves["curves"][number];

export const curvesQuery = (key: PlanKey, asked: CurvesAsked) =>
  queryOptions({ queryKey: ["plan-curves", key, asked], queryFn: () => fetchCurves(key, asked) });

/** The first seats on the plan, for a choice; the whole list has a page of its own. */
export const seatsQuery = ({ plan, set }: PlanKey) =>
  queryOptions({
    queryKey: ["plan-seats", plan, set],
    queryFn: () => bodyOf(api["plan-seats"].$get({ query: { plan, limit: "500", sort: "name", ...(set === undefined ? {} : { set }) } })),
  });

/** The JSON Schema of plan documents, for the editor. */
export const planSchemaQuery = queryOptions({
  queryKey: ["plan-schema"],
  queryFn: () => bodyOf(api["plan.schema.json"].$get()),
  staleTime: Infinity,
});

const fetchNames = () => bodyOf(api["plan-names"].$get());
export type PlanNames = Awaited<ReturnType<typeof fetchNames>>;
export const planNamesQuery = queryOptions({ queryKey: ["plan-names"], queryFn: fetchNames });

const fetchChoices = () => bodyOf(api["plan-choices"].$get());
export type PlanChoices = Awaited<ReturnType<typeof fetchChoices>>;
/** What the form of a plan offers, with counts. */
export const planChoicesQuery = queryOptions({ queryKey: ["plan-choices"], queryFn: fetchChoices });

const fetchIntake = (text: string, day: string) =>
  bodyOf(api.plans.intake.$post({ json: { document: documentOf(text) ?? {}, ...(day === "" ? {} : { day }) } }));
export type PlanIntake = Awaited<ReturnType<typeof fetchIntake>>;
/** Whom a text would take in on a day; without a day on the server's choice. */
export const intakeQuery = (text: string, day: string) =>
  queryOptions({ queryKey: ["plan-intake", text, day], queryFn: () => fetchIntake(text, day), staleTime: Infinity });

const fetchCheck = (text: string, endBefore: boolean) => bodyOf(api.plans.check.$post({ json: { text, endBefore } }));
export type PlanCheck = Awaited<ReturnType<typeof fetchCheck>>;
/** What is wrong with a text, by the same checks as an import's. */
export const planCheckQuery = (text: string, endBefore: boolean) =>
  queryOptions({
    queryKey: ["plan-check", text, endBefore],
    queryFn: () => fetchCheck(text, endBefore),
    staleTime: Infinity,
  });

/** The curves of a document that is not published. */
export const draftCurvesQuery = (text: string, asked: CurvesAsked) =>
  queryOptions({
    queryKey: ["plan-draft-curves", text, asked],
    queryFn: async () => {
      const document = documentOf(text);
      if (document === undefined) throw new Error("not a document");
      const { deals, ...rest } = asked;
      const answer = await bodyOf(
        api.plans.curves.$post({ json: { ...rest, document, ...(deals === undefined ? {} : { deals: Number(deals) }) } }),
      );
      return answer.curves;
    },
    staleTime: Infinity,
  });

/** The text as an object, or undefined while it is none. */
export function documentOf(text: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed) ? Object.fromEntries(Object.entries(parsed)) : undefined;
  } catch {
    return undefined; // it is being typed
  }
}
