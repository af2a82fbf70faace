import { z } from "@hono/zod-openapi";
import type { Store } from "../../app/database/store.ts";
import { authorise, databaseSession, routes, sessionOf } from "../../app/server/kit/environment.ts";
import { Problem } from "../../app/server/kit/problem.ts";
import { json, route } from "../../app/server/kit/route.ts";
import { readStatement, withinStatements } from "../statements/store.ts";
import type { ReceiptKey } from "./check-receipt.ts";
import { type SignedReceipt, signedReceiptShape } from "./receipt.ts";

const read = route({
  permission: "statements.read",
  method: "get",
  path: "/api/statements/{participant}/{period}/receipt",
  operationId: "getReceipt",
  summary: "The signed receipt of a published statement: everything that is needed to work it out again without this server",
  request: {
    params: z.object({ participant: z.string().max(200), period: z.string().max(200) }),
    query: z.object({ set: z.string().max(200).default("default"), currency: z.string().length(3).optional() }),
  },
  responses: { 200: json(z.strictObject(signedReceiptShape.shape).openapi("SignedReceipt"), "The receipt and its signature") },
});

const keys = route({
  permission: "company.read",
  method: "get",
  path: "/api/receipt-keys",
  operationId: "listReceiptKeys",
  summary: "The company's public keys that receipts are checked with (Ed25519), the newest first; old ones stay",
  responses: {
    200: json(
      z
        .object({ items: z.array(z.object({ key: z.string(), publicKey: z.string(), madeAt: z.string() })).readonly() })
        .openapi("ReceiptKeys"),
      "Keys",
    ),
  },
});

/** Signs the receipt of a stored statement; undefined when it does not come out at the stored amount. */
export type Receipts = {
  readonly sign: (statement: {
    readonly companyId: number;
    readonly set: string;
    readonly calculation: number;
    readonly inputChange: number;
    readonly participant: string;
    readonly period: string;
    readonly currency: string;
    readonly amount: string;
  }) => Promise<SignedReceipt | undefined>;
  readonly keys: (companyId: number) => Promise<readonly ReceiptKey[]>;
};

export function receiptRoutes({ store, receipts }: { readonly store: Store; readonly receipts: Receipts }) {
  return routes()
    .openapi(read, async (context) => {
      const session = sessionOf(context);
      const key = { ...context.req.valid("param"), ...context.req.valid("query"), within: withinStatements(session) };
      await authorise(session, "statements.read", key.participant);
      const companyId = session.company.id;
      const statement = await store.as(
        databaseSession(session),
        async (tx) =>
          // A later draft takes nothing from what was published; only where nothing was, it says what is missing.
          (await readStatement(tx, companyId, { ...key, published: true })) ?? readStatement(tx, companyId, key),
      );
      if (!statement)
        throw new Problem("not-found", `There is no statement of ${key.participant} for ${key.period} in plan set ${key.set}`);
      if (statement.state !== "published")
        throw new Problem("conflict", `Calculation ${statement.calculation} is a draft: publish it first`);
      const signed = await receipts.sign({ companyId, ...statement });
      if (!signed) throw new Problem("not-reproducible", `The receipt does not come to the statement's ${statement.amount}`);
      return context.json(signed, 200);
    })
    .openapi(keys, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "company.read", null);
      return context.json({ items: await receipts.keys(session.company.id) }, 200);
    });
}
