import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, bodyOf } from "../../../app/web/kit/client.ts";
import { text } from "../../../app/web/kit/text.ts";

const FOUND_MAX = "20";
const TYPING_PAUSE_MS = 250;

type PersonFieldProps = {
  readonly value: string | null;
  readonly change: (participant: string | null) => void;
  readonly error?: string | undefined;
};

/** Finds a participant by name, as one types. */
export function PersonField({ value, change, error }: PersonFieldProps) {
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed, TYPING_PAUSE_MS);
  const { data = [] } = useQuery({
    queryKey: ["people", "found", search],
    queryFn: async () => (await bodyOf(api.people.$get({ query: { search, limit: FOUND_MAX } }))).items,
    placeholderData: keepPreviousData,
  });
  const found = data.map(({ participant, name, title }) => ({
    value: participant,
    label: [name ?? participant, title].filter(Boolean).join(", "),
  }));
  return (
    <Select
      label={text.worklist.person}
      searchable
      required
      withAsterisk={false}
      data={found}
      filter={({ options }) => options}
      value={value}
      onChange={change}
      searchValue={typed}
      onSearchChange={setTyped}
      error={error}
    />
  );
}
