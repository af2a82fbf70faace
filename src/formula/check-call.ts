import type { Checking } from "./check.ts";
import type { Expression } from "./expression.ts";
import type { FunctionDefinition, Group, Parameter } from "./functions/definition.ts";
import { FUNCTIONS, signature } from "./functions/table.ts";
import { nearest } from "./suggest.ts";
import type { Syntax } from "./syntax.ts";
import { accepts, article, type Typing, typing, unify } from "./typing.ts";

type CallSyntax = Extract<Syntax, { kind: "call" }>;

export function checkCall(checking: Checking, syntax: CallSyntax): Expression | undefined {
  const definition = FUNCTIONS.get(syntax.function);
  if (!definition) return unknownFunction(checking, syntax);
  const values = syntax.arguments.map(checking.check);
  const parameters = parametersFor(definition, values.length);
  if (!parameters)
    return checking.report(syntax, `${definition.name} has ${count(values.length)} here; it is written ${signature(definition)}.`);
  const groups = new Map<Group, Typing>();
  let sound = true;
  values.forEach((value, index) => {
    const parameter = parameters[index];
    if (!value || !parameter || !checkArgument(checking, definition, parameter, value, groups)) sound = false;
  });
  const known = values.filter((value) => value !== undefined);
  if (!sound || known.length < values.length) return undefined;
  const result =
    typeof definition.result === "string" && isGroup(definition.result) ? groups.get(definition.result) : typing(definition.result);
  return (
    result && { kind: "call", definition, arguments: known, ...typing(result.type, result.adaptable), from: syntax.from, to: syntax.to }
  );
}

function isGroup(result: FunctionDefinition["result"]): result is Group {
  return result === "values" || result === "cases";
}

function count(number: number): string {
  return number === 0 ? "no argument" : number === 1 ? "one argument" : `${number} arguments`;
}

function unknownFunction({ report, scope }: Checking, { function: name, functionSpan }: CallSyntax): undefined {
  const near = nearest(name, FUNCTIONS.keys());
  if (near !== undefined) return report(functionSpan, `There is no function ${name}. Did you mean ${near}?`, near);
  if (scope.has(name.toLowerCase())) return report(functionSpan, `${name} is a name, not a function: write it without ( ).`);
  return report(functionSpan, `There is no function ${name}. Functions: ${[...FUNCTIONS.keys()].join(", ")}.`);
}

/** The parameter of each argument, or undefined when so many arguments do not fit. */
function parametersFor({ parameters, repeats = 0, last }: FunctionDefinition, given: number): Parameter[] | undefined {
  if (repeats === 0) {
    const required = parameters.filter((parameter) => !parameter.optional).length;
    return given >= required && given <= parameters.length ? parameters.slice(0, given) : undefined;
  }
  const group = parameters.slice(-repeats);
  const found = [...parameters];
  if (given < found.length) return undefined;
  while (found.length + repeats <= given) found.push(...group);
  if (found.length === given) return found;
  return last && found.length + 1 === given ? [...found, last] : undefined;
}

function checkArgument(
  checking: Checking,
  definition: FunctionDefinition,
  parameter: Parameter,
  value: Expression,
  groups: Map<Group, Typing>,
): boolean {
  const { group, types } = parameter;
  if (!types.some((type) => accepts(type, value))) {
    checking.report(
      value,
      `${parameter.name} of ${definition.name} must be ${types.map(article).join(" or ")}; here is ${article(value.type)}.`,
    );
    return false;
  }
  if (!group) return true;
  const before = groups.get(group);
  const common = before ? unify(before, value) : value;
  if (!common) {
    checking.report(
      value,
      `The values of ${definition.name} must be of one type; here is ${article(value.type)} beside ${article(before?.type ?? value.type)}.`,
    );
    return false;
  }
  groups.set(group, common);
  return true;
}
