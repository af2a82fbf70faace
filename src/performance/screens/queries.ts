import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../app/web/kit/client.ts";
import { LOOK_AGAIN_MS } from "../../app/web/kit/queries.ts";

export const homeQuery = queryOptions({
  queryKey: ["home"],
  queryFn: () => bodyOf(api.home.$get()),
  // Figures that are being calculated come by themselves.
  refetchInterval: ({ state: { data } }) => (data?.figures === "calculating" || data?.figures === "earlier" ? LOOK_AGAIN_MS : false),
});
