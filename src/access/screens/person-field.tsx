import { TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ComponentProps, useId, useState } from "react";
import { api, bodyOf } from "../../app/web/kit/client.ts";

const TYPING_PAUSE_MS = 250;

/** A participant by id; typing part of the name or id offers those who match. */
export function PersonField({
  defaultValue = "",
  ...props
}: Omit<ComponentProps<typeof TextInput>, "defaultValue"> & { readonly defaultValue?: string }) {
  const offered = useId();
  const [typed, setTyped] = useState(defaultValue);
  const [search] = useDebouncedValue(typed.trim(), TYPING_PAUSE_MS);
  const people = useQuery({
    queryKey: ["people", "offered", search],
    queryFn: () => bodyOf(api.people.$get({ query: { search, limit: "20", fields: "participant,name" } })),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <TextInput
        {...props}
        withAsterisk={false}
        list={offered}
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <datalist id={offered}>
        {people.data?.items.map(({ participant, name }) => (
          <option key={participant} value={participant}>
            {name}
          </option>
        ))}
      </datalist>
    </>
  );
}
