import { z } from "@hono/zod-openapi";
import { routes } from "./kit/environment.ts";
import { Problem, PROBLEMS, type ProblemCode } from "./kit/problem.ts";
import { json, route } from "./kit/route.ts";

const kindSchema = z.object({ code: z.string(), status: z.number().int(), title: z.string(), fix: z.string() }).openapi("ProblemKind");

const read = route({
  permission: "public",
  method: "get",
  path: "/api/problems/{code}",
  operationId: "getProblemKind",
  summary: "What a problem's code means and what to do: the address in a problem's `type`",
  request: { params: z.object({ code: z.string() }) },
  responses: { 200: json(kindSchema, "The kind of problem") },
});

export function problemRoutes() {
  return routes().openapi(read, (context) => {
    const { code } = context.req.valid("param");
    if (!isProblemCode(code)) throw new Problem("not-found");
    const { status, title, fix } = PROBLEMS[code];
    return context.json({ code, status, title, fix }, 200);
  });
}

function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEMS, code);
}
