import { ALL_PERIODS } from "../../../compensation/statements/store.ts";
import { publishedCalculations, replay, type Replay } from "../../calculation/replay.ts";
import { chooseCompany, commandSession } from "../company.ts";
import { type CommandDefinition, flag, optionalArgument, textOption } from "../command.ts";
import { BLOCKED, DONE, Refusal, throwIfCancelled } from "../context.ts";
import { progressLine } from "../progress.ts";
import { withStore } from "../store.ts";
import { grouped } from "../text-table.ts";

export const replayCommand: CommandDefinition = {
  examples: ["attain replay", "attain replay 12 --json"],
  usesStore: true,
  configure: (command) => {
    command
      .argument("[calculation]", "its number; without one every published calculation")
      .option("--company <name>", "the company, when the database holds several");
  },
  run: (invocation, context) =>
    withStore(context, async (store) => {
      const company = await chooseCompany(store, textOption(invocation, "company"));
      const session = commandSession(company);
      const asked = optionalArgument(invocation, 0);
      const published = await publishedCalculations(store, session);
      const chosen = asked === undefined ? published : [numberOf(asked)];
      const replays: Replay[] = [];
      const line = progressLine(context);
      for (const calculationId of chosen) {
        throwIfCancelled(context);
        line.show(`replaying calculation ${calculationId}`);
        const result = await replay(store, session, calculationId, context.signal).finally(line.end);
        if (!result)
          throw new Refusal(`${company.name} has no calculation ${calculationId}`, `Published are: ${published.join(", ") || "none"}`);
        replays.push(result);
      }
      if (flag(invocation, "json")) context.out(`${JSON.stringify({ company: company.name, replays })}\n`);
      else context.out(replays.length === 0 ? "No calculation is published yet.\n" : replays.map(textOf).join(""));
      return replays.some((result) => result.differences.length > 0) ? BLOCKED : DONE;
    }),
};

function numberOf(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new Refusal(`${JSON.stringify(text)} is no calculation's number`, "Give a whole number, such as 12");
  return Number(text);
}

function textOf({ calculationId, set, period, inputChange, statements, lines, differences }: Replay): string {
  const what = `Calculation ${calculationId} (plan set ${set}, ${period === ALL_PERIODS ? "all periods" : period}, inputs as of change ${inputChange})`;
  const counts = `${grouped(String(statements))} statements, ${grouped(String(lines))} lines`;
  if (differences.length === 0) return `${what}: ${counts}, all equal\n`;
  return `${what}: ${counts}, ${differences.length} differ\n${differences.map(({ participant, period: of, place, stored, replayed }) => `  ${participant} ${of}${place}: stored ${stored}, replayed ${replayed}\n`).join("")}`;
}
