import { verifyStore } from "../../database/archive/verify.ts";
import { type CommandDefinition, flag } from "../command.ts";
import { BLOCKED, DONE } from "../context.ts";
import { withStore } from "../store.ts";
import { grouped, textTable } from "../text-table.ts";

export const verify: CommandDefinition = {
  examples: ["attain verify", "attain verify --json"],
  usesStore: true,
  configure: () => {},
  run: (invocation, context) =>
    withStore(context, async (store) => {
      const { tables, violations } = await verifyStore(store);
      if (flag(invocation, "json")) context.out(`${JSON.stringify({ tables, violations })}\n`);
      else {
        const rows = tables.map(({ table, rows: count, hash }) => [table, grouped(String(count)), hash]);
        context.out(`${textTable([{ title: "Table" }, { title: "Rows", align: "right" }, { title: "Hash" }], rows)}\n`);
        for (const { invariant, companyId, detail } of violations) context.out(`Company ${companyId}: ${invariant}: ${detail}\n`);
        context.out(violations.length === 0 ? "Everything agrees.\n" : `${violations.length} disagreements.\n`);
      }
      return violations.length === 0 ? DONE : BLOCKED;
    }),
};
