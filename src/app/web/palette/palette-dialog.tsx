import "@mantine/spotlight/styles.layer.css";
import { Kbd } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { Spotlight, spotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useState } from "react";
import { api, bodyOf } from "../kit/client.ts";
import { text } from "../kit/text.ts";
import { type Entry, useActions, usePages } from "./entries.tsx";

const TYPING_PAUSE_MS = 150;
const LETTERS_MIN = 2;

/** Pages, actions and records by a few letters of their names; each shows its key. `asked` rises each time it is to open. */
export default function PaletteDialog({ asked }: { readonly asked: number }) {
  const [words, setWords] = useState("");
  const pages = usePages();
  const actions = useActions();
  const records = useRecords(words);
  useEffect(() => {
    if (asked > 0) spotlight.open();
  }, [asked]);
  const matches = ({ label }: Entry) => label.toLowerCase().includes(words.trim().toLowerCase());
  const groups = [
    { title: text.palette.pages, entries: pages.filter(matches) },
    { title: text.palette.records, entries: records.entries },
    { title: text.palette.actions, entries: actions.filter(matches) },
  ].filter(({ entries }) => entries.length > 0);
  const best = groups[0]?.entries[0];
  /** Enter opens the best match while none is chosen with the arrows. */
  const open = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || document.querySelector("[data-selected]") !== null) return;
    event.preventDefault();
    spotlight.close();
    best?.run();
  };
  return (
    <Spotlight.Root
      attributes={{ content: { "aria-label": text.palette.open } }}
      query={words}
      onQueryChange={setWords}
      shortcut={null}
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
      scrollable
      maxHeight="min(28rem, 60dvh)"
      clearQueryOnClose
    >
      <Spotlight.Search
        placeholder={text.palette.placeholder}
        aria-label={text.palette.placeholder}
        onKeyDown={open}
        leftSection={<IconSearch size={18} stroke={1.6} aria-hidden="true" />}
      />
      <Spotlight.ActionsList aria-label={text.palette.open}>
        {groups.map(({ title, entries }) => (
          <Spotlight.ActionsGroup key={title} label={title}>
            {entries.map(({ id, label, detail, keys, icon, run }) => (
              <Spotlight.Action
                key={id}
                label={label}
                {...(detail === undefined ? {} : { description: detail })}
                leftSection={icon}
                rightSection={<KeysOf keys={keys ?? ["↵"]} />}
                onClick={run}
              />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {groups.length === 0 ? (
          <Spotlight.Empty>{records.searching ? text.palette.searching : text.palette.nothing(words.trim())}</Spotlight.Empty>
        ) : null}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function KeysOf({ keys }: { readonly keys: readonly string[] }) {
  return (
    <span>
      {keys.map((key) => (
        <Kbd key={key} size="xs" ml={4}>
          {key}
        </Kbd>
      ))}
    </span>
  );
}

/** What the server finds for the words, within what one may see. */
function useRecords(words: string): { readonly entries: readonly Entry[]; readonly searching: boolean } {
  const { history } = useRouter();
  const [wanted] = useDebouncedValue(words.trim(), TYPING_PAUSE_MS);
  const enough = wanted.length >= LETTERS_MIN;
  const found = useQuery({
    queryKey: ["search", wanted],
    queryFn: () => bodyOf(api.search.$get({ query: { q: wanted } })),
    enabled: enough,
    placeholderData: keepPreviousData,
  });
  const items = enough ? (found.data?.items ?? []) : [];
  return {
    searching: enough && found.isFetching,
    entries: items.map(({ kind, title, detail, to }) => ({
      id: `${kind} ${to}`,
      label: title,
      detail: detail === "" ? text.palette.kinds[kind] : `${text.palette.kinds[kind]} · ${detail}`,
      run: () => history.push(to),
    })),
  };
}
