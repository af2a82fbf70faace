import type { Statement } from "../../../compensation/statements/statement.ts";
import { storedStatements } from "../../calculation/stored-statements.ts";
import { chooseCompany, commandSession } from "../company.ts";
import { type CommandDefinition, flag, textOption } from "../command.ts";
import { BLOCKED, DONE, throwIfCancelled } from "../context.ts";
import { writeStatementsJson } from "../statement-json.ts";
import { writeStatementsText } from "../statement-text.ts";
import { withStore } from "../store.ts";

export const statements: CommandDefinition = {
  examples: ["attain statements --period 2026-Q1", "attain statements --participant 275 --json"],
  usesStore: true,
  configure: (command) => {
    command
      .option("--participant <id>", "only this participant")
      .option("--period <name>", "only this period, such as 2026-Q1 or W01")
      .option("--plans <set>", "the plan set", "default")
      .option("--company <name>", "the company, when the database holds several");
  },
  run: (invocation, context) =>
    withStore(context, async (store) => {
      const company = await chooseCompany(store, textOption(invocation, "company"));
      const filter = {
        set: textOption(invocation, "plans"),
        period: textOption(invocation, "period"),
        participant: textOption(invocation, "participant"),
      };
      const found = await store.as(commandSession(company), async (tx) => {
        const list: Statement[] = [];
        for await (const statement of storedStatements(tx, company.id, filter)) {
          throwIfCancelled(context);
          list.push(statement);
        }
        return list;
      });
      if (flag(invocation, "json")) writeStatementsJson(context.out, found, []);
      else writeStatementsText(context.out, found, []);
      return found.some((statement) => statement.findings.some((finding) => finding.blocking)) ? BLOCKED : DONE;
    }),
};
