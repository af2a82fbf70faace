import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { formatCount } from "../../app/web/kit/number.ts";
import { text } from "../../app/web/kit/text.ts";
import type { Takes } from "../form/form.ts";
import classes from "./plan-form.module.css";
import type { PlanChoices } from "./queries.ts";

/** Names that are shown at once; more are found by typing. */
const SHOWN_MAX = 60;
const SEARCHED_FROM = 12;

type Named = { readonly name: string; readonly label: string };
type WhoItTakesProps = { readonly takes: Takes; readonly choices: PlanChoices; readonly change: (takes: Takes) => void };

/** Whom a plan is for: everybody, or chosen titles, roles or seats, each with how many people it takes in. */
export function WhoItTakes({ takes, choices, change }: WhoItTakesProps) {
  const words = text.planForm;
  const offered: Readonly<Record<"titles" | "roles" | "seats", readonly Named[]>> = {
    titles: choices.titles.map(({ name, people, seats }) => ({ name, label: words.counted(name, people, seats) })),
    roles: choices.roles.map(({ name, people, seats }) => ({ name, label: words.counted(name, people, seats) })),
    seats: choices.seats.map(({ position, title, people }) => ({ name: position, label: words.seat(position, title, people) })),
  };
  const kinds = (["everybody", "titles", "roles", "seats", "listed"] as const).filter(
    (by) => by === takes.by || by === "everybody" || by === "listed" || offered[by].length > 0,
  );
  const chosen = "names" in takes ? takes.names : [];
  const begin = (by: string): Takes => {
    if (by === "titles" || by === "roles" || by === "seats") return { by, names: offered[by].slice(0, 1).map(({ name }) => name) };
    return { by: by === "listed" ? "listed" : "everybody" };
  };
  return (
    <fieldset className={classes["group"]}>
      <legend>{words.who}</legend>
      <NativeSelect
        aria-label={words.who}
        value={takes.by}
        data={kinds.map((by) => ({ value: by, label: words.by[by] }))}
        onChange={(event) => change(begin(event.currentTarget.value))}
        className={classes["narrow"] ?? ""}
      />
      {takes.by === "listed" ? <p className={classes["help"]}>{words.listedHelp}</p> : null}
      {"names" in takes ? (
        <NameChoice
          key={takes.by}
          label={words.by[takes.by]}
          offered={withUnknown(offered[takes.by], chosen)}
          chosen={chosen}
          change={(names) => change({ by: takes.by, names })}
        />
      ) : null}
    </fieldset>
  );
}

/** A name that the document has and the company has not stands there too: the checks say so. */
function withUnknown(offered: readonly Named[], chosen: readonly string[]): readonly Named[] {
  const known = new Set(offered.map(({ name }) => name));
  return [...chosen.filter((name) => !known.has(name)).map((name) => ({ name, label: name })), ...offered];
}

type NameChoiceProps = {
  readonly label: string;
  readonly offered: readonly Named[];
  readonly chosen: readonly string[];
  readonly change: (names: readonly string[]) => void;
};

function NameChoice({ label, offered, chosen, change }: NameChoiceProps) {
  const [sought, setSought] = useState("");
  const words = text.planForm;
  const found = offered.filter((each) => each.label.toLowerCase().includes(sought.toLowerCase()));
  const toggle = (name: string, wanted: boolean) => {
    const names = wanted ? [...chosen, name] : chosen.filter((each) => each !== name);
    if (names.length > 0) change(names);
  };
  return (
    <div className={classes["choice"]} role="group" aria-label={label}>
      {offered.length > SEARCHED_FROM ? (
        <TextInput
          aria-label={words.find}
          placeholder={words.find}
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
          className={classes["narrow"] ?? ""}
        />
      ) : null}
      <div className={classes["names"]}>
        {found.slice(0, SHOWN_MAX).map(({ name, label: shown }) => (
          <Checkbox
            key={name}
            label={shown}
            checked={chosen.includes(name)}
            onChange={(event) => toggle(name, event.currentTarget.checked)}
          />
        ))}
      </div>
      {found.length > SHOWN_MAX ? <p className={classes["help"]}>{words.more(formatCount(found.length - SHOWN_MAX))}</p> : null}
    </div>
  );
}
