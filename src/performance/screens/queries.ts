import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../app/web/kit/client.ts";

export const homeQuery = queryOptions({ queryKey: ["home"], queryFn: () => bodyOf(api.home.$get()) });
