import { Link } from "@tanstack/react-router";
import type { ListSearch } from "../../../app/web/kit/list/search.ts";
import { queryClient } from "../../../app/web/kit/queries.ts";
import { text } from "../../../app/web/kit/text.ts";

const KEY = ["statement-list-search"];
// With what was read, so that it goes when one signs out.
queryClient.setQueryDefaults(KEY, { gcTime: Infinity });

/** Remembers how the list of statements was last looked at: its period, filter and order. */
export function keepListSearch(search: ListSearch): void {
  queryClient.setQueryData(KEY, search);
}

/** Back to the list of statements as one left it. */
export function StatementsLink() {
  return (
    <Link to="/statements" search={queryClient.getQueryData<ListSearch>(KEY) ?? {}}>
      {text.shell.statements}
    </Link>
  );
}
