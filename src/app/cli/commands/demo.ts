import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demoPeople } from "../../../access/demo/store.ts";
import { ROLES } from "../../../access/permissions.ts";
import { dayOfClock } from "../../../access/today.ts";
import { openStore } from "../../database/store.ts";
import { startServer } from "../../server/start.ts";
import { type CommandDefinition, flag } from "../command.ts";
import { DONE } from "../context.ts";
import { settingsOf } from "../store.ts";

export const demoCommand: CommandDefinition = {
  examples: ["attain demo", "PORT=8080 attain demo"],
  usesStore: false,
  configure: (command) => {
    command.option("--exit-when-ready", "print the address and links, and end");
  },
  run: async (invocation, context) => {
    const directory = await mkdtemp(join(tmpdir(), "attain-demo-"));
    const { PORT, ...environment } = context.environment;
    // Whatever else runs on this machine: the demo takes a free port and a database of its own.
    const { DATABASE_URL: _, ...settings } = settingsOf({ ...context, environment: { ...environment, PORT: PORT || "0" } });
    context.err("Loading the demo company …\n");
    const server = await startServer({
      settings: { ...settings, ATTAIN_DATA: directory },
      openStore: () => openStore({ kind: "pglite", directory }),
      print: (line) => context.err(`${line}\n`),
      demo: true,
    });
    try {
      const store = await server.ready;
      const people = await demoPeople(store.signIn, dayOfClock(Date.now()));
      const links = ROLES.flatMap((role) => people.filter((person) => person.role === role)).map(({ role, name }) => ({
        role,
        name,
        link: `${server.address}/demo#${role}`,
      }));
      context.out(
        flag(invocation, "json")
          ? `${JSON.stringify({ address: server.address, people: links })}\n`
          : `The demo company is at ${server.address}\n${links.map(({ role, name, link }) => `  ${role.padEnd(26)} ${name.padEnd(18)} ${link}\n`).join("")}It is in ${directory}, which is removed at the end.\n`,
      );
      if (!flag(invocation, "exitWhenReady") && !context.signal.aborted) await once(context.signal, "abort");
    } finally {
      await server.close();
      await rm(directory, { recursive: true, force: true });
    }
    return DONE;
  },
};
