/**
 * What the address of a list carries, all as text: `sort` ("-date"), `search`, `columns` ("person,pay"), and its filters under the
 * names that the API gives them ("period", "date.from", "amount.min").
 */
export type ListSearch = { readonly [name: string]: string | undefined };

/** For `validateSearch` of a list's route. */
export function listSearch(search: Readonly<Record<string, unknown>>): ListSearch {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(search))
    if ((typeof value === "string" && value !== "") || typeof value === "number" || typeof value === "boolean") found[name] = String(value);
  return found;
}

export type Sort = { readonly column: string; readonly descending: boolean };

export function sortOf(search: ListSearch): Sort | undefined {
  const { sort } = search;
  if (sort === undefined) return undefined;
  return sort.startsWith("-") ? { column: sort.slice(1), descending: true } : { column: sort, descending: false };
}

/** `sort` of the address for a table's order by one column. */
export function sortParameter(sort: { readonly id: string; readonly desc: boolean } | undefined): string | undefined {
  return sort && (sort.desc ? `-${sort.id}` : sort.id);
}

/** The address with some parts replaced; undefined and "" take a part away. */
export function changed(search: ListSearch, parts: ListSearch): ListSearch {
  return listSearch({ ...search, ...parts });
}

const NOT_A_FILTER = new Set(["sort", "columns"]);

/** What narrows the list: the search and every filter. */
export function filtersOf(search: ListSearch): readonly string[] {
  return Object.keys(search).filter((name) => !NOT_A_FILTER.has(name));
}

export function withoutFilters(search: ListSearch): ListSearch {
  return listSearch({ sort: search["sort"], columns: search["columns"] });
}

/** What the API is asked: the address without what only the page uses. */
export function listQuery(search: ListSearch): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [name, value] of Object.entries(search)) if (name !== "columns" && value !== undefined) query[name] = value;
  return query;
}
