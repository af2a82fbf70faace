import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "../../../app/web/kit/client.ts";
import { ConfirmButton } from "../../../app/web/kit/confirm-button.tsx";
import { DataTable } from "../../../app/web/kit/data-table.tsx";
import { formatMoment } from "../../../app/web/kit/date.ts";
import { formatCount } from "../../../app/web/kit/number.ts";
import { Section } from "../../../app/web/kit/page.tsx";
import { useRights } from "../../../app/web/kit/rights.ts";
import { QueryView } from "../../../app/web/kit/states.tsx";
import { text } from "../../../app/web/kit/text.ts";
import { toastDone } from "../../../app/web/kit/toast.ts";
import { afterOwners, ownershipChangesQuery } from "./queries.ts";
import classes from "./worklist.module.css";

/** The latest changes of owners, each of which can be taken back. */
export function OwnershipChanges() {
  const words = text.worklist;
  const changes = useQuery(ownershipChangesQuery);
  const manages = useRights().reach("worklist.manage") !== undefined;
  return (
    <Section title={words.changes}>
      <QueryView query={changes}>
        {(rows) => (
          <DataTable
            rows={rows}
            keyOf={({ change }) => String(change)}
            empty={words.noChanges}
            columns={[
              { title: words.change, cell: ({ change }) => change },
              { title: words.when, cell: ({ at }) => formatMoment(at ?? ""), wide: true },
              { title: words.why, cell: ({ reason }) => reason },
              { title: words.transactions, cell: ({ transactions }) => formatCount(transactions ?? 0), figure: true },
              {
                title: words.undo,
                cell: ({ change, undone, undo }) =>
                  undone ? (
                    <span className={classes["quiet"]}>{words.takenBack}</span>
                  ) : undo || !manages || change === undefined ? null : (
                    <UndoButton change={change} />
                  ),
              },
            ]}
          />
        )}
      </QueryView>
    </Section>
  );
}

function UndoButton({ change }: { readonly change: number }) {
  const client = useQueryClient();
  const words = text.worklist;
  const confirm = async () => {
    const { restored, kept } = await bodyOf(api["ownership-changes"][":change"].undo.$post({ param: { change: String(change) } }));
    await afterOwners(client);
    toastDone(words.undone(restored, kept.length));
  };
  return (
    <ConfirmButton
      label={words.undo}
      spoken={`${words.undo} ${change}`}
      question={words.undoQuestion(change)}
      confirm={words.undo}
      variant="subtle"
      size="compact-sm"
      onConfirm={confirm}
    >
      {words.undoConsequence}
    </ConfirmButton>
  );
}
