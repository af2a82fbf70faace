import { describe, expect, test } from "vitest";
import { columnsParameter, visibilityOf } from "./columns.ts";
import { changed, filtersOf, listQuery, listSearch, sortOf, sortParameter, withoutFilters } from "./search.ts";

test("an address is read as text: ids stay what they are, blanks and objects are left out", () => {
  expect(listSearch({ period: "2014", owner: 7, open: true, search: "", deep: { a: 1 }, none: undefined })).toEqual({
    period: "2014",
    owner: "7",
    open: "true",
  });
});

test.each([
  [undefined, undefined],
  ["pay", { column: "pay", descending: false }],
  ["-pay", { column: "pay", descending: true }],
])("sort=%s is read and written back", (sort, expected) => {
  expect(sortOf(listSearch({ sort }))).toEqual(expected);
  expect(sortParameter(expected && { id: expected.column, desc: expected.descending })).toBe(sort);
});

describe("filters", () => {
  const search = { sort: "-pay", columns: "name,pay", "pay.min": "10", search: "ann" };
  test("order and columns are none", () => expect(filtersOf(search)).toEqual(["pay.min", "search"]));
  test("they can be cleared as a whole", () => expect(withoutFilters(search)).toEqual({ sort: "-pay", columns: "name,pay" }));
  test("one of them can be changed or taken away", () => {
    expect(changed(search, { "pay.min": "20" })["pay.min"]).toBe("20");
    expect(Object.keys(changed(search, { "pay.min": undefined, search: "" }))).toEqual(["sort", "columns"]);
  });
  test("the columns stay on the page", () => expect(listQuery(search)).toEqual({ sort: "-pay", "pay.min": "10", search: "ann" }));
});

describe("chosen columns", () => {
  const columns = [{ id: "name" }, { id: "pay" }, { id: "dates", hidden: true }];
  test.each([
    ["none chosen", undefined, "name,pay"],
    ["a hidden one chosen", "name,dates", "name,dates"],
    ["only unknown ones", "salary", "name,pay"],
  ])("%s", (_label, parameter, shown) => {
    const visibility = visibilityOf(columns, listSearch({ columns: parameter }));
    expect(
      Object.keys(visibility)
        .filter((id) => visibility[id])
        .join(","),
    ).toBe(shown);
  });
  test.each([
    ["the usual ones need no parameter", { name: true, pay: true, dates: false }, undefined],
    ["in the order of the table", { dates: true, name: true, pay: false }, "name,dates"],
    ["none at all is the usual", { name: false, pay: false, dates: false }, undefined],
  ])("%s", (_label, visibility, parameter) => expect(columnsParameter(columns, visibility)).toBe(parameter));
});
