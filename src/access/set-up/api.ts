import { z } from "@hono/zod-openapi";
import type { Store } from "../../app/database/store.ts";
import { callerOf, setCookies } from "../../app/server/kit/caller.ts";
import { routes } from "../../app/server/kit/environment.ts";
import type { Clock, DemoCompany, SignIn, SignInEvents, User } from "../../app/server/kit/ports.ts";
import { Problem } from "../../app/server/kit/problem.ts";
import { json, jsonBody, route } from "../../app/server/kit/route.ts";
import { isCurrency } from "../../money/currency.ts";
import { emailField, nameField, passwordField, tokenField } from "../sign-ins/fields.ts";
import { addMembership, administratorExists, companiesOf } from "../store.ts";
import { dayOfClock } from "../today.ts";

/** The subject of the one-time link with which the first administrator is made. */
export const SET_UP = "set-up";

const companySchema = z.object({ id: z.number().int(), name: z.string(), currency: z.string() });

const state = route({
  permission: "public",
  method: "get",
  path: "/api/set-up",
  operationId: "getSetUp",
  summary: "Whether this server still waits for its first administrator",
  responses: { 200: json(z.object({ needed: z.boolean() }).openapi("SetUp"), "needed: the server printed a set-up link") },
});

const check = route({
  permission: "public",
  method: "post",
  path: "/api/set-up/check",
  operationId: "checkSetUp",
  summary: "Whether a set-up link still holds, and which companies there are to choose, and whether the demo company can be loaded",
  request: { body: jsonBody(z.object({ token: tokenField })) },
  responses: {
    200: json(z.object({ companies: z.array(companySchema), demoOffered: z.boolean() }).openapi("SetUpChoice"), "The link holds"),
  },
});

const currencyField = z.string().refine(isCurrency, "Use a code of ISO 4217 such as USD");
const use = route({
  permission: "public",
  method: "post",
  path: "/api/set-up",
  operationId: "setUp",
  summary: "Make the first administrator, once, and name or choose the company",
  request: {
    body: jsonBody(
      z.object({
        token: tokenField,
        name: nameField,
        email: emailField,
        password: passwordField,
        company: z.union([z.object({ id: z.number().int() }), z.object({ name: nameField, currency: currencyField })]),
      }),
    ),
  },
  responses: { 204: { description: "Set up and signed in; the session cookie is set" } },
});

export type SetUpDeps = {
  readonly store: Store;
  readonly signIn: SignIn;
  readonly clock: Clock;
  readonly events: SignInEvents;
  readonly demo: DemoCompany;
  /** Creates a company without data and gives its id. */
  readonly createCompany: (company: { readonly name: string; readonly currency: string }, actor: string) => Promise<number>;
};

export function setUpRoutes(deps: SetUpDeps) {
  const { store, signIn, demo } = deps;
  return routes()
    .openapi(state, async (context) => context.json({ needed: !(await administratorExists(store.signIn)) }, 200))
    .openapi(check, async (context) => {
      await requireSetUp(deps, context.req.valid("json").token);
      return context.json({ companies: await ownCompanies(store), demoOffered: await demo.offered() }, 200);
    })
    .openapi(use, async (context) => {
      const form = context.req.valid("json");
      await requireSetUp(deps, form.token);
      if ("id" in form.company) await requireCompany(store, form.company.id);
      if ((await signIn.links.consume(form.token)) !== SET_UP) throw new Problem("link-used");
      const { user, cookies } = await makeAdministrator(deps, form, context.req.raw.headers);
      setCookies(context, cookies);
      await deps.events.note({ kind: "signed-in", userId: user.id, ...callerOf(context) });
      return context.body(null, 204);
    });
}

type SetUpForm = z.infer<NonNullable<typeof use.request.body.content>["application/json"]["schema"]>;

/** The link holds, and nobody has become administrator some other way meanwhile. */
async function requireSetUp({ store, signIn }: SetUpDeps, token: string): Promise<void> {
  if ((await signIn.links.check(token)) !== SET_UP || (await administratorExists(store.signIn))) throw new Problem("link-used");
}

/** Companies that can become one's own: all but the demo. */
async function ownCompanies(store: Store): Promise<{ id: number; name: string; currency: string }[]> {
  const companies = await companiesOf(store.signIn);
  return companies.flatMap(({ demo, ...company }) => (demo ? [] : [company]));
}

async function requireCompany(store: Store, companyId: number): Promise<void> {
  const companies = await ownCompanies(store);
  if (!companies.some(({ id }) => id === companyId)) throw new Problem("invalid-input", "body.company.id: there is no such company");
}

/** A user left by a set-up that was interrupted is taken up again: until now nobody could sign in with it. */
async function makeAdministrator(
  { store, signIn, clock, createCompany }: SetUpDeps,
  form: SetUpForm,
  headers: Headers,
): Promise<{ readonly user: User; readonly cookies: readonly string[] }> {
  const user = (await signIn.findByEmail(form.email)) ?? (await signIn.create({ name: form.name, email: form.email }));
  await signIn.setPassword(user.id, form.password);
  const companyId = "id" in form.company ? form.company.id : await createCompany(form.company, user.id);
  await store.publish({ companyId, actor: user.id, roles: "system" }, { reason: "First administrator", kind: "set-up" }, (tx) =>
    addMembership(tx, companyId, user.id, "administrator", null, dayOfClock(clock.nowMs())),
  );
  return { user, cookies: (await signIn.begin(form.email, form.password, headers))?.cookies ?? [] };
}
