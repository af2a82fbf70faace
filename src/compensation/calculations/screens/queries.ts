import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../../app/web/kit/client.ts";

export function calculationQuery(calculation: string) {
  return queryOptions({
    queryKey: ["calculation", calculation],
    queryFn: () => bodyOf(api.calculations[":calculation"].$get({ param: { calculation } })),
  });
}

/** What there is to calculate; asked anew each time, as imports and plans change it. */
export const calculationPeriodsQuery = queryOptions({
  queryKey: ["calculation-periods"],
  queryFn: () => bodyOf(api["calculation-periods"].$get()),
  staleTime: 0,
});
