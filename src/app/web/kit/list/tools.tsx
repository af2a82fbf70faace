import { Button, Checkbox, Menu, NativeSelect, Popover, TextInput, UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconColumns3, IconDownload, IconFilter, IconX } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { fieldOf } from "../form.ts";
import { text } from "../text.ts";
import type { ListColumn } from "./columns.ts";
import { partsOf, spokenParts } from "./filter-parts.ts";
import classes from "./list.module.css";
import { EXPORT_FORMATS, type ExportFormat } from "./list-query.ts";
import type { ListState, RowData } from "./list-state.ts";
import { changed, type ListSearch } from "./search.ts";

const ICON = { size: 16, stroke: 1.7, "aria-hidden": true } as const;

export type ToolProps = {
  readonly columns: readonly ListColumn<never>[];
  readonly search: ListSearch;
  readonly change: (search: ListSearch) => void;
};

/** Which columns are shown: a choice that stands in the address. */
export function ColumnsTool<Row extends RowData>({ columns, list }: Pick<ToolProps, "columns"> & { readonly list: ListState<Row> }) {
  const shown = list.getVisibleLeafColumns().length;
  return (
    <Popover position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns3 {...ICON} />}>
          {text.list.columns}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={text.list.columns}>
        <div className={classes["choices"]}>
          {columns.map(({ id, title }) => {
            const column = list.getColumn(id);
            const visible = column?.getIsVisible() ?? false;
            return (
              <Checkbox
                key={id}
                label={title}
                checked={visible}
                disabled={shown === 1 && visible}
                onChange={() => column?.toggleVisibility()}
              />
            );
          })}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** What is shown, as a file: the list's own address in another format. */
export function ExportTool({ pathOf }: { readonly pathOf: (format: ExportFormat) => string }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload {...ICON} />} title={text.list.exportHint}>
          {text.list.export}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {EXPORT_FORMATS.map((format) => (
          <Menu.Item key={format} component="a" href={pathOf(format)} download>
            {text.list.formats[format]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** A form with one place for each column that can be narrowed. */
export function FilterTool({ columns, search, change }: ToolProps) {
  const [open, setOpen] = useState(false);
  const filtered = columns.flatMap((column) => (column.filter ? [{ column, parts: partsOf(column) }] : []));
  if (filtered.length === 0) return null;
  const names = filtered.flatMap(({ parts }) => parts.map(({ name }) => name));
  const count = names.filter((name) => search[name] !== undefined).length;
  const apply = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    change(changed(search, Object.fromEntries(names.map((name) => [name, fieldOf(form, name).trim()]))));
    setOpen(false);
  };
  return (
    <Popover position="bottom-end" trapFocus returnFocus opened={open} onChange={setOpen}>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconFilter {...ICON} />}
          rightSection={count > 0 ? <span className={classes["count"]}>{` ${count}`}</span> : undefined} // what is read aloud begins with what is seen: with the space
          aria-label={count > 0 ? text.list.filterCount(count) : text.list.filter}
          onClick={() => setOpen(!open)}
        >
          {text.list.filter}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={text.list.filter}>
        <form className={classes["filters"]} onSubmit={apply}>
          {filtered.map(({ column, parts }) => (
            <div key={column.id} className={classes["pair"]}>
              {parts.map(({ name, label, type }) =>
                column.filter?.kind === "choice" ? (
                  <NativeSelect
                    key={name}
                    name={name}
                    label={label}
                    defaultValue={search[name] ?? ""}
                    data={[{ value: "", label: text.list.any }, ...column.filter.options]}
                    rightSection={<IconChevronDown {...ICON} />}
                  />
                ) : (
                  <TextInput
                    key={name}
                    name={name}
                    label={label}
                    type={type}
                    inputMode={column.filter?.kind === "amounts" ? "decimal" : undefined}
                    defaultValue={search[name] ?? ""}
                  />
                ),
              )}
            </div>
          ))}
          <Button type="submit">{text.list.apply}</Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}

/** The filters that are set, each with a button that takes it away. */
export function SetFilters({ columns, search, change }: ToolProps) {
  const parts = columns.flatMap((column) => spokenParts(column, search));
  if (parts.length === 0) return null;
  return (
    <ul className={classes["chips"]}>
      {parts.map(({ name, label, value }) => (
        <li key={name} className={classes["chip"]}>
          {label}: {value}
          <UnstyledButton
            className={classes["remove"] ?? ""}
            aria-label={text.list.remove(label)}
            onClick={() => change(changed(search, { [name]: undefined }))}
          >
            <IconX {...ICON} size={14} />
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}
