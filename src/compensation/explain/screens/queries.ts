import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../../app/web/kit/client.ts";
import type { z } from "zod";
import type { statementChangesSchema } from "../changes/schemas.ts";
import type { TraceNode } from "../trace.ts";

export type WhyAddress = {
  readonly participant: string;
  readonly period: string;
  readonly set?: string;
  readonly currency?: string;
  readonly node?: string;
  readonly component?: string;
  readonly line?: number;
  readonly measure?: string;
  readonly window?: string;
};

/** A node, its parts, and their parts: what one page draws. */
const DEPTH = 2;

export function explanationQuery({ participant, period, ...query }: WhyAddress) {
  return queryOptions({
    queryKey: ["explanation", participant, period, query],
    queryFn: async () => {
      const { node, ...rest } = await bodyOf(
        api.statements[":participant"][":period"].explanation.$get({ param: { participant, period }, query: { ...query, depth: DEPTH } }),
      );
      if (!isTree(node)) throw new TypeError("The explanation is not a tree");
      return { ...rest, node };
    },
  });
}

export type StatementChanges = z.infer<typeof statementChangesSchema>;

export function changesQuery({ participant, period, set, currency }: WhyAddress) {
  const query = { ...(set === undefined ? {} : { set }), ...(currency === undefined ? {} : { currency }) };
  return queryOptions({
    queryKey: ["statement-changes", participant, period, query],
    queryFn: () => bodyOf(api.statements[":participant"][":period"].changes.$get({ param: { participant, period }, query })),
  });
}

/** The client's types end where a type contains itself: this gives the tree its type back. */
function isTree(value: unknown): value is TraceNode {
  if (typeof value !== "object" || value === null || !("id" in value && "children" in value && Array.isArray(value.children))) return false;
  return value.children.every(isTree) && (!("basis" in value) || (Array.isArray(value.basis) && value.basis.every(isTree)));
}
