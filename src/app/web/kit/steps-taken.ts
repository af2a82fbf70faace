import { queryOptions, useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { useEffect } from "react";
import { stepOfPage } from "../../../performance/first-steps/steps.ts";
import { api, bodyOf, done } from "./client.ts";
import { queryClient } from "./queries.ts";

export const firstStepsQuery = queryOptions({
  queryKey: ["first-steps"],
  queryFn: () => bodyOf(api["first-steps"].$get()),
  staleTime: 5 * 60_000,
});

/** Notes the pages that are first steps of the reader's role, when they are opened for the first time. */
export function useStepsTaken(): void {
  const { pathname } = useLocation();
  const steps = useQuery(firstStepsQuery).data?.steps;
  const step = stepOfPage(pathname);
  const isNew = steps?.some((each) => each.step === step && !each.done) ?? false;
  useEffect(() => {
    if (step === undefined || !isNew) return;
    void done(api["first-steps"].$post({ json: { step } })).then(() => queryClient.invalidateQueries(firstStepsQuery));
  }, [step, isNew]);
}
