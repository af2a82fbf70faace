import { once } from "node:events";
import { type LocalServer, serveLocal } from "../../database/local/serve.ts";
import { openStore, type Store } from "../../database/store.ts";
import { startServer } from "../../server/start.ts";
import { type CommandDefinition, flag } from "../command.ts";
import { type CommandContext, DONE } from "../context.ts";
import { resumeWork } from "../resume.ts";
import { runInServer } from "../serve-commands.ts";
import { settingsOf, storeSettingsOf } from "../store.ts";

export const serve: CommandDefinition = {
  examples: ["attain serve", "PORT=8080 ATTAIN_DATA=/var/lib/attain attain serve"],
  usesStore: false,
  configure: () => {},
  run: async (invocation, context) => {
    const settings = settingsOf(context);
    let commands: LocalServer | undefined;
    const open = async (): Promise<Store> => {
      const store = await openStore(storeSettingsOf(settings));
      commands = await takeCommands(store, settings.ATTAIN_DATA);
      return store;
    };
    const server = await startServer({ settings, openStore: open, print: (line) => context.err(`${line}\n`) });
    try {
      const store = await server.ready;
      const { engine, place } = await store.status();
      context.out(
        flag(invocation, "json")
          ? `${JSON.stringify({ address: server.address, engine, place })}\n`
          : `Attain serves at ${server.address}\nDatabase: ${engine} in ${place}\n`,
      );
      await resumeWork(store, context);
      await untilAborted(context);
    } finally {
      await commands?.close();
      await server.close();
    }
    return DONE;
  },
};

/** Where only one process can open the database, the others' commands run in this one. */
async function takeCommands(store: Store, directory: string): Promise<LocalServer | undefined> {
  return store.kind === "pglite" ? serveLocal(directory, (command, terminal) => runInServer(store, command, terminal)) : undefined;
}

async function untilAborted({ signal }: CommandContext): Promise<void> {
  if (!signal.aborted) await once(signal, "abort");
}
