import { type Operation, type OperationMap, operationsOf, type Specification } from "./specification.ts";
import { schemaBreaks } from "./schema-breaks.ts";

/**
 * What of an API's description would break a program that was written for the one before: routes, parameters, fields and choices that are
 * gone, what is newly required, types that became narrower for what is sent or wider for what is answered. One line each, by its place.
 * A route that was declared as deprecated may change from its sunset on. `today` is a day such as 2026-12-01.
 */
export function breaksBetween(before: Specification, after: Specification, today: string): string[] {
  const now = operationsOf(after);
  return [...operationsOf(before)].flatMap(([name, operation]) =>
    hasEnded(operation, today) ? [] : operationBreaks(name, operation, now, before, after),
  );
}

function hasEnded(operation: Operation, today: string): boolean {
  const sunset = operation["x-sunset"];
  return operation.deprecated === true && sunset !== undefined && sunset <= today;
}

function operationBreaks(name: string, old: Operation, now: OperationMap, before: Specification, after: Specification): string[] {
  const operation = now.get(name);
  if (!operation) return [`${name}: the route is gone`];
  const components = { before: before.components?.schemas ?? {}, after: after.components?.schemas ?? {} };
  return [
    ...parameterBreaks(old, operation, components),
    ...bodyBreaks(old, operation, components),
    ...answerBreaks(old, operation, components),
  ].map((line) => `${name}: ${line}`);
}

type Components = Parameters<typeof schemaBreaks>[2]["components"];

function parameterBreaks(old: Operation, now: Operation, components: Components): string[] {
  const found: string[] = [];
  const key = ({ in: place, name }: { readonly in: string; readonly name: string }) => `${place} ${name}`;
  const present = new Map((now.parameters ?? []).map((parameter) => [key(parameter), parameter]));
  const known = new Set((old.parameters ?? []).map(key));
  for (const parameter of old.parameters ?? []) {
    const name = key(parameter);
    const kept = present.get(name);
    if (!kept) found.push(`parameter ${name} is gone`);
    else {
      if (kept.required && !parameter.required) found.push(`parameter ${name} is now required`);
      found.push(...schemaBreaks(parameter.schema, kept.schema, { components, sent: true, place: `parameter ${name}` }));
    }
  }
  for (const [name, parameter] of present) if (parameter.required && !known.has(name)) found.push(`parameter ${name} is new and required`);
  return found;
}

function bodyBreaks(old: Operation, now: Operation, components: Components): string[] {
  if (now.requestBody?.required && !old.requestBody?.required) return ["a body is now required"];
  return Object.entries(old.requestBody?.content ?? {}).flatMap(([type, { schema }]) => {
    const kept = now.requestBody?.content[type];
    if (!kept) return [`a body of ${type} is no longer taken`];
    return schemaBreaks(schema, kept.schema, { components, sent: true, place: "body" });
  });
}

function answerBreaks(old: Operation, now: Operation, components: Components): string[] {
  return Object.entries(old.responses).flatMap(([status, answer]) => {
    if (!status.startsWith("2")) return [];
    const kept = now.responses[status];
    if (!kept) return [`the answer ${status} is gone`];
    return Object.entries(answer.content ?? {}).flatMap(([type, { schema }]) => {
      const media = kept.content?.[type];
      if (!media) return [`the answer ${status} is no longer given as ${type}`];
      return schemaBreaks(schema, media.schema, { components, sent: false, place: `answer ${status}` });
    });
  });
}
