import { Kbd, Modal } from "@mantine/core";
import { isApple } from "../kit/keyboard.ts";
import { useRights } from "../kit/rights.ts";
import { text } from "../kit/text.ts";
import { shownEntries } from "../navigation.ts";
import classes from "./key-help.module.css";

/** Keys pressed together, or (`inTurn`) one after the other. */
type Shown = { readonly keys: readonly string[]; readonly inTurn?: boolean; readonly does: string };

/** Every key of the program, by where it works. */
export default function KeyHelp({ close }: { readonly close: () => void }) {
  const { reach } = useRights();
  const words = text.keys;
  const modifier = isApple() ? "⌘" : "Ctrl";
  const pages = shownEntries(reach).flatMap(({ entries }) => entries);
  const groups: readonly { readonly title: string; readonly shown: readonly Shown[] }[] = [
    {
      title: words.everywhere,
      shown: [
        { keys: [modifier, "K"], does: words.palette },
        { keys: ["?"], does: words.help },
        ...pages.flatMap(({ key, name }) =>
          key === undefined ? [] : [{ keys: ["G", key.toUpperCase()], inTurn: true, does: words.go(name) }],
        ),
      ],
    },
    {
      title: words.list,
      shown: [
        { keys: ["J", "↓"], does: words.nextRow },
        { keys: ["K", "↑"], does: words.previousRow },
        { keys: ["←", "→"], does: words.cells },
        { keys: [modifier, "Home", "End"], does: words.ends },
        { keys: ["Enter"], does: words.openRow },
        { keys: [modifier, "C"], does: words.copyRow },
      ],
    },
    {
      title: words.record,
      shown: [
        { keys: ["J"], does: words.nextRecord },
        { keys: ["K"], does: words.previousRecord },
      ],
    },
  ];
  return (
    <Modal opened onClose={close} title={words.title} size="md" closeButtonProps={{ "aria-label": words.close }}>
      {groups.map(({ title, shown }) => (
        <section key={title} className={classes["group"]}>
          <h3 className={classes["title"]}>{title}</h3>
          <dl className={classes["list"]}>
            {shown.map((one) => (
              <div key={one.does}>
                <dt>{one.does}</dt>
                <dd>
                  {one.keys.map((key, index) => (
                    <span key={key}>
                      {index > 0 && one.inTurn ? <span className={classes["then"]}>{words.next}</span> : null} <Kbd>{key}</Kbd>
                    </span>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Modal>
  );
}
