import type { SignedIn } from "../../src/access/session.ts";
import type { Session, Store } from "../../src/app/database/store.ts";
import { identifier } from "../../src/app/server/identify.ts";
import { createServer } from "../../src/app/server/server.ts";
import { portsOver } from "../support/server.ts";
import type { MatrixCompany } from "./company.ts";
import type { Caller } from "./matrix.ts";

/** The server with some of its walls: what stands alone must hold alone. */
export type Wall = { readonly name: string; readonly app: Caller; readonly close: () => Promise<void> };

export const ROW_SECURITY_ALONE = "row security alone";

export function bothWalls({ app }: MatrixCompany): Wall {
  return { name: "both walls", app, close: async () => {} };
}

/** Every session passes the first wall as an administrator's; the database gets the rights that the caller has. */
export function withoutPermissions({ deps }: MatrixCompany): Wall {
  const rights = new Map<string, Session>();
  const identify = async (headers: Headers, address: string): Promise<SignedIn | undefined> => {
    const session = await identifier(deps)(headers, address);
    if (!session) return undefined;
    const { scopes: _scopes, ...whole } = session;
    rights.set(session.user.id, {
      companyId: session.company.id,
      actor: session.user.id,
      roles: session.roles,
      ...(session.participant === null ? {} : { participant: session.participant }),
    });
    return { ...whole, roles: ["administrator"], leads: async () => true, leadsMany: false };
  };
  return wallOver(deps, ROW_SECURITY_ALONE, identify, (session) => rights.get(session.actor) ?? session);
}

/** The database lets every session see and write the whole company. */
export function withoutRowSecurity({ deps }: MatrixCompany): Wall {
  const whole = (session: Session): Session => (session.roles === "system" ? session : { ...session, roles: ["administrator"] });
  return wallOver(deps, "permission table alone", identifier(deps), whole);
}

/** A server beside the fixture's own, whose every session reaches the database as another. */
function wallOver(
  deps: MatrixCompany["deps"],
  name: string,
  identify: ReturnType<typeof identifier>,
  as: (session: Session) => Session,
): Wall {
  const store: Store = {
    ...deps.store,
    as: (session, work) => deps.store.as(as(session), work),
    publish: (session, change, work) => deps.store.publish(as(session), change, work),
  };
  const ports = portsOver(store, deps.log);
  const app = createServer({ ...deps, store, ...ports }, identify);
  return {
    name,
    app,
    close: async () => {
      ports.feed.close();
      await ports.tasks.close();
    },
  };
}
