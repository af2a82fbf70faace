import { Link } from "@tanstack/react-router";
import type { ListSearch } from "../../../app/web/kit/list/search.ts";
import { text } from "../../../app/web/kit/text.ts";

/** How the list of statements was last looked at: its period, filter and order. */
let last: ListSearch = {};

export function keepListSearch(search: ListSearch): void {
  last = search;
}

/** Back to the list of statements as one left it. */
export function StatementsLink() {
  return (
    <Link to="/statements" search={last}>
      {text.shell.statements}
    </Link>
  );
}
