import type { Context } from "hono";
import type { ServerEnvironment } from "./environment.ts";

/** From where a request comes, for the record of sign-ins. */
export function callerOf(context: Context<ServerEnvironment>): { readonly userAgent: string; readonly address: string } {
  return { userAgent: context.req.header("user-agent") ?? "", address: context.get("address") };
}

export function setCookies(context: Context<ServerEnvironment>, cookies: readonly string[]): void {
  for (const cookie of cookies) context.header("set-cookie", cookie, { append: true });
}
