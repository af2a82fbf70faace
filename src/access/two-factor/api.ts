import { z } from "@hono/zod-openapi";
import type { Store } from "../../app/database/store.ts";
import { callerOf, setCookies } from "../../app/server/kit/caller.ts";
import { authorise, databaseSession, routes, sessionOf } from "../../app/server/kit/environment.ts";
import type { Mailer, SignIn, SignInEvents } from "../../app/server/kit/ports.ts";
import { Problem } from "../../app/server/kit/problem.ts";
import { takeAttempt } from "../../app/server/kit/rate-limit.ts";
import { json, jsonBody, route } from "../../app/server/kit/route.ts";
import { PROOF_BY_USER } from "../rate-limits/rate-limit.ts";
import { currentPasswordField, wrongPassword } from "../security/api.ts";
import { codeField } from "./fields.ts";
import { secondFactorPolicy, setSecondFactorPolicy } from "./store.ts";

const passwordBody = jsonBody(z.object({ password: currentPasswordField }));
const backupCodes = z.array(z.string()).readonly().openapi({ description: "Each good once instead of a code; shown now and never again" });

const prepare = route({
  permission: "session",
  method: "post",
  path: "/api/second-factor/prepare",
  operationId: "prepareSecondFactor",
  summary: "Prepare an authenticator app; nothing is asked for until a first code confirms it",
  request: { body: passwordBody },
  responses: {
    200: json(
      z
        .object({ uri: z.string().openapi({ description: "otpauth://… for the app, drawn as QR code" }), backupCodes })
        .openapi("PreparedSecondFactor"),
      "Prepared",
    ),
  },
});

const confirm = route({
  permission: "session",
  method: "post",
  path: "/api/second-factor/confirm",
  operationId: "confirmSecondFactor",
  summary: "Turn the prepared second factor on with a first code; all your other sessions end",
  request: { body: jsonBody(z.object({ code: codeField })) },
  responses: { 204: { description: "On; the cookie of a new session is set" } },
});

const renewCodes = route({
  permission: "session",
  method: "post",
  path: "/api/second-factor/backup-codes",
  operationId: "renewBackupCodes",
  summary: "New backup codes; the ones before no longer hold",
  request: { body: passwordBody },
  responses: { 200: json(z.object({ backupCodes }).openapi("BackupCodes"), "The new codes") },
});

const turnOff = route({
  permission: "session",
  method: "post",
  path: "/api/second-factor/turn-off",
  operationId: "turnOffSecondFactor",
  summary: "Sign in by password alone from now on",
  request: { body: passwordBody },
  responses: { 204: { description: "Off; the cookie of a new session is set" } },
});

const policySchema = z.object({ secondFactor: z.enum(["optional", "required"]) }).openapi("SignInPolicy");
const readPolicy = route({
  permission: "sign-ins.manage",
  method: "get",
  path: "/api/sign-in-policy",
  operationId: "getSignInPolicy",
  summary: "What the company asks of every sign-in",
  responses: { 200: json(policySchema, "The policy") },
});
const changePolicy = route({
  permission: "sign-ins.manage",
  method: "post",
  path: "/api/sign-in-policy",
  operationId: "setSignInPolicy",
  summary: "Ask everybody for a second factor, or leave it to them; effective with the next request",
  request: { body: jsonBody(policySchema) },
  responses: { 200: json(policySchema, "The policy") },
});

export type SecondFactorDeps = { readonly store: Store; readonly signIn: SignIn; readonly events: SignInEvents; readonly mailer: Mailer };

export function secondFactorRoutes({ store, signIn, events, mailer }: SecondFactorDeps) {
  return routes()
    .openapi(prepare, async (context) => {
      const { user, proof } = sessionOf(context);
      if (proof.kind === "session" && proof.secondFactor) throw new Problem("conflict", "Your second factor is on; turn it off first");
      await takeAttempt(context, [PROOF_BY_USER, user.id]);
      const prepared = await signIn.secondFactor.prepare(context.req.raw.headers, context.req.valid("json").password);
      if (!prepared) throw wrongPassword("password");
      return context.json(prepared, 200);
    })
    .openapi(confirm, async (context) => {
      const { user, company } = sessionOf(context);
      await takeAttempt(context, [PROOF_BY_USER, user.id]);
      const cookies = await signIn.secondFactor.confirm(context.req.raw.headers, context.req.valid("json").code);
      if (!cookies) throw new Problem("wrong-code", "The code does not fit the prepared app");
      setCookies(context, cookies);
      await events.note({ kind: "second-factor-on", userId: user.id, companyId: company.id, ...callerOf(context) });
      await mailer.notify({ kind: "second-factor-on", to: user.email, companyId: company.id, name: user.name });
      return context.body(null, 204);
    })
    .openapi(renewCodes, async (context) => {
      const { user, company } = sessionOf(context);
      await takeAttempt(context, [PROOF_BY_USER, user.id]);
      const codes = await signIn.secondFactor.backupCodes(context.req.raw.headers, context.req.valid("json").password);
      if (!codes) throw wrongPassword("password");
      await events.note({ kind: "backup-codes-made", userId: user.id, companyId: company.id, ...callerOf(context) });
      return context.json({ backupCodes: codes }, 200);
    })
    .openapi(turnOff, async (context) => {
      const { user, company } = sessionOf(context);
      await takeAttempt(context, [PROOF_BY_USER, user.id]);
      const cookies = await signIn.secondFactor.turnOff(context.req.raw.headers, context.req.valid("json").password);
      if (!cookies) throw wrongPassword("password");
      setCookies(context, cookies);
      await events.note({ kind: "second-factor-off", userId: user.id, companyId: company.id, ...callerOf(context) });
      await mailer.notify({ kind: "second-factor-off", to: user.email, companyId: company.id, name: user.name });
      return context.body(null, 204);
    })
    .openapi(readPolicy, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "sign-ins.manage", null);
      return context.json(
        { secondFactor: await store.as(databaseSession(session), (tx) => secondFactorPolicy(tx, session.company.id)) },
        200,
      );
    })
    .openapi(changePolicy, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "sign-ins.manage", null);
      const policy = context.req.valid("json");
      if (policy.secondFactor === "required" && !(session.proof.kind === "session" && session.proof.secondFactor))
        throw new Problem("conflict", "Set up your own second factor first: the rule would shut you out");
      await store.as(databaseSession(session), (tx) => setSecondFactorPolicy(tx, session.company.id, policy.secondFactor));
      await events.note({
        kind: "policy-changed",
        userId: session.user.id,
        companyId: session.company.id,
        subject: policy.secondFactor,
        ...callerOf(context),
      });
      return context.json(policy, 200);
    });
}
