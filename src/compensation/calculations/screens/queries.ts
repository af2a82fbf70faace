import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../../app/web/kit/client.ts";

export function calculationQuery(calculation: string) {
  return queryOptions({
    queryKey: ["calculation", calculation],
    queryFn: () => bodyOf(api.calculations[":calculation"].$get({ param: { calculation } })),
  });
}
