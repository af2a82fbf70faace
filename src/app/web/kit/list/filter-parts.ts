import { formatDate } from "../date.ts";
import { text } from "../text.ts";
import type { ListColumn } from "./columns.ts";
import type { ListSearch } from "./search.ts";

/** One parameter of a filter: its name in the address, what it is called, and how it is typed in. */
export type FilterPart = { readonly name: string; readonly label: string; readonly type: "text" | "date" };

type Filtered = Pick<ListColumn<never>, "id" | "title" | "filter">;

/** The parameters by which a column can be narrowed. */
export function partsOf({ id, title, filter }: Filtered): readonly FilterPart[] {
  switch (filter?.kind) {
    case undefined:
      return [];
    case "dates":
      return [
        { name: `${id}.from`, label: text.list.from(title), type: "date" },
        { name: `${id}.to`, label: text.list.to(title), type: "date" },
      ];
    case "amounts":
      return [
        { name: `${id}.min`, label: text.list.atLeast(title), type: "text" },
        { name: `${id}.max`, label: text.list.atMost(title), type: "text" },
      ];
    case "text":
    case "choice":
      return [{ name: id, label: title, type: "text" }];
  }
}

/** The parts that the address sets, in the reader's words. */
export function spokenParts(column: Filtered, search: ListSearch): readonly (FilterPart & { readonly value: string })[] {
  return partsOf(column).flatMap((part) => {
    const value = search[part.name];
    if (value === undefined) return [];
    const choice = column.filter?.kind === "choice" ? column.filter.options.find((option) => option.value === value)?.label : undefined;
    return [{ ...part, value: choice ?? (part.type === "date" ? formatDate(value) : value) }];
  });
}
