import type pg from "pg";

const ROLES = ["attain_owner", "attain_app", "attain_auth"] as const;
const SETUP_LOCK = 4125;

/**
 * Creates the three roles where they are missing and lets the connecting user act as them. `attain_owner` owns the
 * tables, `attain_app` (requests) and `attain_auth` (sign-in) own nothing; none may log in or bypass row security.
 */
export async function prepareRoles(client: pg.ClientBase): Promise<void> {
  await client.query("begin");
  try {
    await client.query("select pg_advisory_xact_lock($1, 0)", [SETUP_LOCK]);
    for (const role of ROLES) await prepareRole(client, role);
    const { rows } = await client.query<{ ready: boolean }>("select has_schema_privilege('attain_owner', 'public', 'create') as ready");
    if (!rows[0]?.ready) await client.query("grant usage, create on schema public to attain_owner");
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    if (isDenied(error))
      throw new Error(
        `${error.message}. The user of DATABASE_URL must be able to create roles, or an administrator runs once:\n${setupScript()}`,
        { cause: error },
      );
    throw error;
  }
}

async function prepareRole(client: pg.ClientBase, role: string): Promise<void> {
  const { rows } = await client.query<{ bypasses: boolean }>(
    "select rolbypassrls or rolsuper as bypasses from pg_roles where rolname = $1",
    [role],
  );
  if (!rows[0]) {
    // Roles belong to the whole server: another database's set-up may be creating the same one.
    await client.query(`do $$ begin create role ${role} nologin; exception when duplicate_object or unique_violation then null; end $$`);
  } else if (rows[0].bypasses) {
    throw new Error(`role ${role} bypasses row security; fix: alter role ${role} nosuperuser nobypassrls`);
  }
  const { rows: member } = await client.query<{ able: boolean }>("select pg_has_role(current_user, $1, 'member') as able", [role]);
  if (!member[0]?.able) await client.query(`grant ${role} to current_user`);
}

function isDenied(error: unknown): error is Error {
  return error instanceof Error && "code" in error && error.code === "42501";
}

function setupScript(): string {
  return [
    ...ROLES.map((role) => `create role ${role} nologin; grant ${role} to "the user of DATABASE_URL";`),
    "grant usage, create on schema public to attain_owner;",
  ].join("\n");
}
