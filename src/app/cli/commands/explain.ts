import { locate } from "../../../compensation/explain/locate.ts";
import { renderSentences, renderTree } from "../../../compensation/explain/render.ts";
import type { TraceNode } from "../../../compensation/explain/trace.ts";
import type { StatementPage } from "../../../compensation/statements/store.ts";
import type { Store } from "../../database/store.ts";
import { newExplainer } from "../../calculation/explainer.ts";
import { newAskingHere } from "../../calculation/asking.ts";
import { chooseCompany, type ChosenCompany, commandSession } from "../company.ts";
import { argument, type CommandDefinition, flag, optionalArgument, textOption } from "../command.ts";
import { DONE, Refusal } from "../context.ts";
import { findStatement } from "../find-statement.ts";
import { withStore } from "../store.ts";

export const explainCommand: CommandDefinition = {
  examples: ["attain explain 275 W01", "attain explain 275 W01 base", "attain explain 275 W01 SO43659 --json"],
  usesStore: true,
  configure: (command) => {
    command
      .argument("<participant>", "the participant's id, name or e-mail")
      .argument("<period>", "the pay period, such as 2026-Q1 or W01")
      .argument("[part]", "a component's name, a transaction's id, or the id of any node of the tree")
      .option("--plans <set>", "the plan set", "default")
      .option("--currency <code>", "the statement's, when the participant has several in the period")
      .option("--company <name>", "the company, when the database holds several");
  },
  run: (invocation, context) =>
    withStore(context, async (store) => {
      const company = await chooseCompany(store, textOption(invocation, "company"));
      const wanted = {
        participant: argument(invocation, 0),
        period: argument(invocation, 1),
        set: textOption(invocation, "plans") ?? "default",
        currency: textOption(invocation, "currency"),
      };
      const statement = await store.as(commandSession(company), (tx) => findStatement(tx, company, wanted));
      const root = await explained(store, company, statement);
      const path = pathTo(root, optionalArgument(invocation, 2));
      const node = path.at(-1) ?? root;
      const { participant, name, period, set, currency } = statement;
      if (flag(invocation, "json")) {
        const trail = path.slice(0, -1).map(({ id, label, value }) => ({ id, label, value }));
        context.out(`${JSON.stringify({ statement: { participant, name, period, set, currency }, trail, node }, null, 2)}\n`);
      } else context.out(`${renderTree(node)}\n\n${renderSentences(node)}\n`);
      return DONE;
    }),
};

/** The tree of a stored statement, worked out again by the code that calculated it. It must come to the stored cent. */
async function explained(store: Store, company: ChosenCompany, statement: StatementPage): Promise<TraceNode> {
  const root = await newExplainer(newAskingHere(store))({ companyId: company.id, ...statement });
  if (root?.exact === statement.amount) return root;
  throw new Refusal(
    `The statement of ${statement.participant} for ${statement.period} was ${statement.amount} ${statement.currency} under Attain ${statement.engineVersion}; worked out again it is ${root?.value ?? "nothing"}`,
    `Compare with: attain replay ${statement.calculation}`,
  );
}

/** The way from the root to the wanted part. */
function pathTo(root: TraceNode, part: string | undefined): readonly TraceNode[] {
  if (part === undefined) return [root];
  const path = locate(root, { node: part }) ?? locate(root, { component: part });
  if (path) return path;
  const credits = creditsOfTransaction(root, part);
  const paying = credits.filter(({ exact }) => exact !== undefined && !/^-?0(\.0*)?$/.test(exact));
  const [only, ...others] = paying.length > 0 ? paying : credits;
  if (only && others.length === 0) return locate(root, { node: only.id }) ?? [root];
  if (only) throw new Refusal(`${part} is credited in several parts`, `Name one of: ${[only, ...others].map(({ id }) => id).join(", ")}`);
  throw new Refusal(
    `The statement has no part ${JSON.stringify(part)}`,
    `Its components are: ${root.children.map(({ id }) => id).join(", ")}`,
  );
}

/** The credits of a transaction, named by its id, `source/id` or `source/id/line`. */
function creditsOfTransaction(node: TraceNode, transaction: string): TraceNode[] {
  const isOwn = node.kind === "credit" && node.references.some(({ type, id }) => type === "transaction" && isNamed(id, transaction));
  return [...(isOwn ? [node] : []), ...node.children.flatMap((child) => creditsOfTransaction(child, transaction))];
}

function isNamed(reference: string, text: string): boolean {
  const [, ...rest] = reference.split("/");
  return reference === text || reference.startsWith(`${text}/`) || rest.join("/") === text || rest[0] === text;
}
